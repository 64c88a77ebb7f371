import { describe, expect, it } from 'vitest';
import { modifiedPath } from './http-route-rules';

describe('modifiedPath', () => {
  // The table of HTTPPathModifier in the Gateway API: path, prefix, replacement, result.
  it.each([
    ['/foo/bar', '/foo', '/xyz', '/xyz/bar'],
    ['/foo/bar', '/foo', '/xyz/', '/xyz/bar'],
    ['/foo/bar', '/foo/', '/xyz', '/xyz/bar'],
    ['/foo/bar', '/foo/', '/xyz/', '/xyz/bar'],
    ['/foo', '/foo', '/xyz', '/xyz'],
    ['/foo/', '/foo', '/xyz', '/xyz/'],
    ['/foo/bar', '/foo', '', '/bar'],
    ['/foo/', '/foo', '', '/'],
    ['/foo', '/foo', '', '/'],
    ['/foo/', '/foo', '/', '/'],
    ['/foo', '/foo', '/', '/'],
    // Here istiod goes its own way.
    ['/any', '/', '/xyz', '/xyzany'],
    ['/any', '/', '/', '/any'],
    ['/', '/', '/xyz', '/xyz'],
  ])('%s with %s replaced by "%s" is %s', (path, prefix, replacement, result) => {
    const match = { path: { type: 'PathPrefix' as const, value: prefix } };
    expect(modifiedPath({ kind: 'prefix', value: replacement }, match, path)).toBe(result);
  });

  it('replaces the whole path, or nothing', () => {
    const match = { path: { type: 'PathPrefix' as const, value: '/foo' } };
    expect(modifiedPath({ kind: 'full', value: '/a' }, match, '/foo/bar')).toBe('/a');
    expect(modifiedPath(null, match, '/foo/bar')).toBeNull();
  });
});
