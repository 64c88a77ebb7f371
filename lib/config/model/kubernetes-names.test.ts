import { describe, expect, it } from 'vitest';
import { annotationKeyFault, labelKeyFault, labelValueFault } from './kubernetes-names';

describe('labels and annotations', () => {
  it.each(['app', 'app.kubernetes.io/name', 'a/B_c.d-e', 'x'.repeat(63), `${'a.'.repeat(100)}b/c`])(
    'may have the key %s',
    (key) => {
      expect(labelKeyFault(key)).toBeNull();
    },
  );

  it.each(['', '-a', 'a b', 'a/', '/a', 'a/b/c', 'x'.repeat(64), 'A.b/c', `${'a'.repeat(254)}/c`])(
    'may not have the key %j',
    (key) => {
      expect(labelKeyFault(key)).toContain('is no key');
    },
  );

  it('of annotations may have capitals before the slash', () => {
    expect(annotationKeyFault('Example.org/note')).toBeNull();
  });

  it('have values of at most 63 characters, or none', () => {
    expect(['', 'v1', 'a_b.c-D'].map(labelValueFault)).toEqual([null, null, null]);
    for (const value of ['a b', 'a/', '-a', 'x'.repeat(64)]) expect(labelValueFault(value)).not.toBeNull();
  });
});
