import { describe, expect, it } from 'vitest';
import { hostCovers, mostSpecific, requestHost, resolveConfigHost } from './host-names';

describe('resolveConfigHost', () => {
  it.each([
    ['reviews', 'reviews.bookinfo.svc.cluster.local'],
    ['reviews.other', 'reviews.other'],
    ['*', '*'],
    ['*.example.com', '*.example.com'],
    ['10.0.0.1', '10.0.0.1'],
    ['Example.COM', 'example.com'],
  ])('reads %s as %s', (host, resolved) => {
    expect(resolveConfigHost(host, 'bookinfo', 'cluster.local')).toBe(resolved);
  });
});

describe('requestHost', () => {
  it.each([
    ['Reviews:9080', 'reviews'],
    ['reviews.bookinfo.', 'reviews.bookinfo'],
    ['[::1]:80', '::1'],
    ['fe80::1', 'fe80::1'],
  ])('reads %s as %s', (host, read) => {
    expect(requestHost(host)).toBe(read);
  });
});

describe('hostCovers', () => {
  it.each([
    ['*.foo.com', 'a.foo.com', true],
    ['*.foo.com', 'a.b.foo.com', true],
    ['*.foo.com', 'foo.com', false],
    ['*.foo.com', 'afoo.com', false],
    ['*', 'anything', true],
    ['*.com', '*.foo.com', true],
    ['*.foo.com', '*.com', false],
    ['a.com', 'b.com', false],
  ])('%s covers %s: %s', (pattern, host, covered) => {
    expect(hostCovers(pattern, host)).toBe(covered);
  });
});

describe('mostSpecific', () => {
  it('prefers exact, then the longest wildcard, then the first', () => {
    const pick = (...hosts: string[]) => mostSpecific(hosts, (host) => host, 'a.foo.com');
    expect(pick('*', '*.foo.com', 'a.foo.com')).toBe('a.foo.com');
    expect(pick('*.com', '*.foo.com', '*')).toBe('*.foo.com');
    expect(pick('b.com')).toBeNull();
  });
});
