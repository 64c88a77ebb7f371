import { describe, expect, it } from 'vitest';
import { identityIn, withIdentity } from './rename';

describe('withIdentity', () => {
  it('replaces name and namespace and nothing else', () => {
    const text =
      '# mine\napiVersion: v1\nkind: Service\nmetadata:\n  name: "a" # here\n  namespace: shop\nspec: {name: a}\n';
    expect(withIdentity(text, { name: 'b', namespace: 'other' })).toBe(
      '# mine\napiVersion: v1\nkind: Service\nmetadata:\n  name: b # here\n  namespace: other\nspec: {name: a}\n',
    );
  });

  it('adds a namespace where there was none', () => {
    expect(withIdentity('kind: X\nmetadata: {name: a}\n', { name: 'b', namespace: 'n' })).toBe(
      'kind: X\nmetadata: {name: b, namespace: n}\n',
    );
    expect(withIdentity('kind: X\nmetadata:\n  name: a\n', { name: 'b', namespace: 'n' })).toBe(
      'kind: X\nmetadata:\n  name: b\n  namespace: n\n',
    );
  });
});

describe('identityIn', () => {
  it('reads who a text is about, also while the rest is broken', () => {
    expect(
      identityIn('apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: {name: a}\nspec: [\n'),
    ).toEqual({
      group: 'networking.istio.io',
      kind: 'Gateway',
      namespace: 'default',
      name: 'a',
    });
    expect(identityIn('kind: Gateway\n')).toBeNull();
  });
});
