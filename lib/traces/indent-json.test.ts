import { describe, expect, it } from 'vitest';
import { indentJson } from './indent-json';

const indent = (text: string): string => indentJson(text, 1_000).lines.join('\n');

describe('indentJson', () => {
  it('writes what JSON.stringify writes', () => {
    const value = { a: [1, { b: 'x, "y": {z}\\' }, [], {}], c: null, d: true, e: [[2]] };
    expect(indent(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
  });

  it('keeps numbers as they were written, also those that no number holds', () => {
    expect(indent('{"a":1e309,"b":12345678901234567890,"c":1.50}')).toBe(
      '{\n  "a": 1e309,\n  "b": 12345678901234567890,\n  "c": 1.50\n}',
    );
  });

  it('takes documents one after another, and what is broken, as they come', () => {
    expect(indent('{"a":1}\n{"b":2}')).toBe('{\n  "a": 1\n}\n{\n  "b": 2\n}');
    expect(indent('{"a":[1,"unfinished')).toBe('{\n  "a": [\n    1,\n    "unfinished');
  });

  it('stops after as many lines as are wanted, and says how far it read', () => {
    const text = JSON.stringify(Array.from({ length: 1_000 }, (_, index) => index));
    const { lines, read } = indentJson(text, 10);
    expect(lines).toHaveLength(10);
    expect(read).toBeLessThan(60);
  });

  it('cuts a long text and tells its length', () => {
    const [line] = indentJson(JSON.stringify('x'.repeat(5_000)), 10, 100).lines;
    expect(line).toBe(`"${'x'.repeat(99)}…" (5,000 characters)`);
  });
});
