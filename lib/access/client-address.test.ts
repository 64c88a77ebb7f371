import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { clientAddress, notePeers } from './client-address';

const none = { trustedProxies: [] };
const proxies = { trustedProxies: ['10.1.0.0/16', 'fd00::/8'] };

function from(peer: string, forwarded?: string): Headers {
  return new Headers({
    'x-periplus-peer': peer,
    ...(forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }),
  });
}

it('is the socket’s address, whatever X-Forwarded-For a client makes up', () => {
  expect(clientAddress(from('203.0.113.9', '1.2.3.4'), none)).toBe('203.0.113.9');
  expect(clientAddress(from('203.0.113.9', '1.2.3.4'), proxies)).toBe('203.0.113.9');
});

it('is the last address that a trusted proxy vouches for', () => {
  expect(clientAddress(from('10.1.0.5', '1.2.3.4, 203.0.113.9'), proxies)).toBe('203.0.113.9');
  expect(clientAddress(from('10.1.0.5', '203.0.113.9, 10.1.0.6'), proxies)).toBe('203.0.113.9');
  expect(clientAddress(from('fd00::5', '2001:db8::1'), proxies)).toBe('2001:db8::1');
});

it('is the proxy’s own where that names nobody or nonsense', () => {
  expect(clientAddress(from('10.1.0.5'), proxies)).toBe('10.1.0.5');
  expect(clientAddress(from('10.1.0.5', 'unknown'), proxies)).toBe('10.1.0.5');
  expect(clientAddress(from('10.1.0.5', '10.1.0.6'), proxies)).toBe('10.1.0.5');
});

it('tells IPv4 on a dual-stack socket as IPv4', () => {
  expect(clientAddress(from('::ffff:203.0.113.9'), none)).toBe('203.0.113.9');
});

it('is unknown where no server noted it', () => {
  expect(clientAddress(new Headers({ 'x-forwarded-for': '1.2.3.4' }), proxies)).toBe('unknown');
});

it('is noted on every request of a real server, over what the client sent', async () => {
  notePeers();
  const server = createServer((request, response) => response.end(request.headers['x-periplus-peer']));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/`, { headers: { 'x-periplus-peer': '6.6.6.6' } });
  expect(await response.text()).toBe('127.0.0.1');
  await new Promise((resolve) => server.close(resolve));
});
