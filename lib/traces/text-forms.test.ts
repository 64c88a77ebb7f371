import { describe, expect, it } from 'vitest';
import { parseDuration, writeDuration } from './duration';
import { parseLogfmt, writeLogfmt } from './logfmt';

describe('parseDuration', () => {
  it.each([
    ['1.5s', 1_500_000],
    ['200ms', 200_000],
    ['1m30s', 90_000_000],
    ['15 us', 15],
    ['.5ms', 500],
    ['2µs', 2],
    ['1500ns', 1.5],
    ['0s', 0],
  ])('reads %s', (text, us) => {
    expect(parseDuration(text)).toBe(us);
  });

  it.each(['', '5', '-1s', '1x', '1s x', 's', '1.2.3s', 'Infinitys', `${'9'.repeat(60)}s`])(
    'refuses %j',
    (text) => {
      expect(parseDuration(text)).toBeNull();
    },
  );

  it('writes what it reads back', () => {
    for (const us of [1, 1.5, 15, 999, 1500, 200_000, 1_500_000, 90_000_000]) {
      expect(parseDuration(writeDuration(us))).toBe(us);
    }
  });
});

describe('parseLogfmt', () => {
  const tags = (text: string): unknown => {
    const result = parseLogfmt(text);
    return result.kind === 'tags' ? result.tags : result.mistake.at;
  };

  it.each([
    ['', {}],
    ['  error  ', { error: 'true' }],
    ['error=true http.status_code=503', { error: 'true', 'http.status_code': '503' }],
    ['"a key"="a \\"quoted\\" = value" b=', { 'a key': 'a "quoted" = value', b: '' }],
    ['url=/a?b=c', { url: '/a?b=c' }],
  ])('reads %j', (text, expected) => {
    expect(tags(text)).toEqual(expected);
  });

  it.each([
    ['a = b', 2],
    ['a="b', 2],
    ['a="b"c', 5],
    ['a=b"c"', 3],
    ['a=1 a=2', 4],
  ])('says where %j is wrong', (text, at) => {
    expect(tags(text)).toBe(at);
  });

  it('writes what it reads back, __proto__ included', () => {
    for (const value of [{ a: 'b' }, { 'a b': 'c="d\\"' }, { e: '' }, JSON.parse('{"__proto__":"x"}')]) {
      expect(tags(writeLogfmt(value))).toEqual(value);
    }
  });
});
