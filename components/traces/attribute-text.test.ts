import { describe, expect, it } from 'vitest';
import { attributeText, treeOf } from './attribute-text';

describe('attribute texts', () => {
  it('writes every kind of value in one line', () => {
    expect(['a', 1, true, null, ['b', 2], { c: null }].map(attributeText)).toEqual([
      'a',
      '1',
      'true',
      'null',
      '["b",2]',
      '{"c":null}',
    ]);
  });

  it('makes trees of objects and of texts that hold them, of nothing else', () => {
    expect(treeOf('{"a":1}')).toEqual({ a: 1 });
    expect(treeOf(['a'])).toEqual(['a']);
    for (const value of ['{broken', 'plain', '5', 5, null]) expect(treeOf(value)).toBeNull();
  });

  it('leaves what is nested absurdly deep as text', () => {
    expect(treeOf(`${'['.repeat(41)}${']'.repeat(41)}`)).toBeNull();
    expect(treeOf(`${'['.repeat(40)}${']'.repeat(40)}`)).not.toBeNull();
  });
});
