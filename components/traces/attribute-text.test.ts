import { describe, expect, it } from 'vitest';
import { attributeText, indentedText } from './attribute-text';

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

  it('indents objects and texts that hold them, nothing else', () => {
    expect(indentedText('{"a":1}')).toBe('{\n  "a": 1\n}');
    expect(indentedText(['a'])).toBe('[\n  "a"\n]');
    for (const value of ['{broken', 'plain', '5', 5, null]) expect(indentedText(value)).toBeNull();
  });
});
