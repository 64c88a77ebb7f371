import { describe, expect, it } from 'vitest';
import { isOwnHost, isOwnOrigin, isSecure, ownAddress, ownPath } from './own-origin';

const local = { publicUrl: null };
const published = { publicUrl: new URL('https://mesh.example.org') };

describe('isOwnHost', () => {
  it.each([
    'localhost',
    'localhost:20001',
    'LOCALHOST:8080',
    '127.0.0.1:1',
    '127.1.2.3',
    '[::1]:20001',
    'a.localhost:3',
  ])('takes the loopback name %s with any port', (host) => expect(isOwnHost(host, local)).toBe(true));

  it.each([
    null,
    '',
    'evil.example',
    'localhost.evil.example',
    'evillocalhost',
    '127.0.0.1.nip.io',
    '127.0.0.1:80:80',
    'localhost:20001@evil',
    'localhost:abc',
    'local host',
    '10.0.0.1:20001',
    '0.0.0.0:20001',
    'mesh.example.org',
  ])('refuses %j', (host) => expect(isOwnHost(host, local)).toBe(false));

  it('takes the public host, with its own port only', () => {
    expect(isOwnHost('mesh.example.org', published)).toBe(true);
    expect(isOwnHost('mesh.example.org:443', published)).toBe(true);
    expect(isOwnHost('MESH.example.org', published)).toBe(true);
    expect(isOwnHost('mesh.example.org:8443', published)).toBe(false);
    expect(isOwnHost('other.example.org', published)).toBe(false);
  });
});

describe('isOwnOrigin', () => {
  it('is the very host and port that the request was sent to', () => {
    expect(isOwnOrigin('http://localhost:20001', 'localhost:20001', local)).toBe(true);
    expect(isOwnOrigin('http://localhost:20002', 'localhost:20001', local)).toBe(false);
    expect(isOwnOrigin('http://127.0.0.1:20001', 'localhost:20001', local)).toBe(false);
    expect(isOwnOrigin('http://evil.example', 'evil.example', local)).toBe(false);
    expect(isOwnOrigin('null', 'localhost:20001', local)).toBe(false);
    expect(isOwnOrigin(null, 'localhost:20001', local)).toBe(false);
  });

  it('is the public URL with its scheme', () => {
    expect(isOwnOrigin('https://mesh.example.org', 'mesh.example.org', published)).toBe(true);
    expect(isOwnOrigin('http://mesh.example.org', 'mesh.example.org', published)).toBe(false);
  });
});

describe('isSecure', () => {
  it('follows the public URL, whatever the proxy in front speaks to us', () => {
    expect(isSecure(new Headers({ Host: 'mesh.example.org' }), published)).toBe(true);
    expect(isSecure(new Headers({ Host: 'localhost:20001' }), published)).toBe(false);
  });
});

it('knows the path below which everything is served, with or without a slash at its end', () => {
  for (const address of ['https://example.org/tools/periplus', 'https://example.org/tools/periplus/']) {
    const environment = { publicUrl: new URL(address) };
    expect(ownPath(environment)).toBe('/tools/periplus');
    expect(ownAddress(new Headers({ Host: 'example.org' }), environment)).toBe(
      'https://example.org/tools/periplus',
    );
    // A port-forward to the same server.
    expect(ownAddress(new Headers({ Host: 'localhost:20001' }), environment)).toBe(
      'http://localhost:20001/tools/periplus',
    );
  }
  expect(ownPath(local)).toBe('');
  expect(ownPath(published)).toBe('');
});
