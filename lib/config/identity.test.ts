import { describe, expect, it } from 'vitest';
import { objectHref, objectIdOf, readIdentity } from './identity';

const OBJECT = {
  apiVersion: 'networking.istio.io/v1',
  kind: 'Gateway',
  metadata: { name: 'a', namespace: 'b' },
};

describe('readIdentity', () => {
  it('reads group, kind, namespace and name', () => {
    expect(readIdentity(OBJECT)).toMatchObject({
      id: { group: 'networking.istio.io', kind: 'Gateway', namespace: 'b', name: 'a' },
    });
  });

  it('puts an object without a namespace into default, unless its kind has none', () => {
    expect(readIdentity({ ...OBJECT, metadata: { name: 'a' } })).toMatchObject({
      id: { namespace: 'default' },
    });
    expect(
      readIdentity({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a', namespace: 'x' } }),
    ).toMatchObject({
      id: { group: '', namespace: null },
    });
  });

  it.each([
    [null, 'expected'],
    [[], 'expected'],
    [{ ...OBJECT, apiVersion: 1 }, 'apiVersion is missing'],
    [{ ...OBJECT, kind: '' }, 'kind is missing'],
    [{ ...OBJECT, metadata: null }, 'metadata.name is missing'],
    [{ ...OBJECT, metadata: { name: '../a' } }, 'is not allowed'],
    [{ ...OBJECT, metadata: { name: 'A' } }, 'is not allowed'],
    [{ ...OBJECT, metadata: { name: 'a', namespace: '..' } }, 'is not allowed'],
  ])('refuses %j', (value, message) => {
    expect(readIdentity(value)).toMatchObject({ kind: 'missing', message: expect.stringContaining(message) });
  });
});

describe('objectHref', () => {
  it('leads back to the same object', () => {
    for (const id of [
      { group: 'networking.istio.io', kind: 'VirtualService', namespace: 'bookinfo', name: 'reviews' },
      { group: '', kind: 'Service', namespace: 'bookinfo', name: 'reviews' },
      { group: 'gateway.networking.k8s.io', kind: 'GatewayClass', namespace: null, name: 'istio' },
    ]) {
      const [, , group = '', kind = '', namespace = '', name = ''] = objectHref(id).split('/');
      expect(objectIdOf({ group, kind, namespace, name })).toEqual(id);
    }
  });

  it.each(['..', '.', '%2e%2e', 'a/b', '', 'A', 'x'.repeat(300)])('takes %j for no name', (name) => {
    expect(objectIdOf({ group: 'core', kind: 'Service', namespace: 'a', name })).toBeNull();
  });
});
