import { describe, expect, it } from 'vitest';
import { completionsAt, nameText, type QueryContext, valueText } from './complete';
import { parseTraceQuery } from './parser';

const context: QueryContext = {
  services: ['cart.shop', 'web.shop'],
  operations: ['GET /cart', 'outbound *'],
  attributes: [
    { key: 'http.status_code', level: 'span', values: ['200', '503'] },
    { key: 'k8s.pod.name', level: 'resource', values: ['web-1'] },
  ],
};
const offered = (text: string): string[] =>
  completionsAt(text, text.length, context).items.map((item) => item.text);

describe('completionsAt', () => {
  it('begins with fields, attributes that are there, and words', () => {
    expect(offered('')).toEqual(
      expect.arrayContaining(['service', 'duration', 'error', 'http.status_code', 'not']),
    );
    expect(offered('http')).toEqual(['http.status_code']);
    expect(offered('error and k8s')).toEqual(['k8s.pod.name']);
    expect(offered('{ dur')).toEqual(expect.arrayContaining(['duration', 'trace.duration']));
  });

  it('goes on with operators of the field', () => {
    expect(offered('duration ')).toEqual(['>', '>=', '<', '<=', '=', '!=']);
    expect(offered('kind ')).toEqual(['=', '!=']);
    expect(offered('http.status_code ')).toEqual(expect.arrayContaining(['=', '>=', 'contains']));
    expect(offered('http.status_code >')).toEqual(['>', '>=']);
  });

  it('offers values that the traces have', () => {
    expect(offered('http.status_code = ')).toEqual(['200', '503']);
    expect(offered('service = w')).toEqual(['web.shop']);
    expect(offered('name = ')).toEqual(['"GET /cart"', '"outbound *"']);
    expect(offered('kind != s')).toEqual(expect.arrayContaining(['server']));
    expect(offered('duration > ')).toContain('500ms');
  });

  it('joins after a condition', () => {
    expect(offered('error ')).toEqual(['and', 'or']);
    expect(offered('a = 1 ')).toEqual(['and', 'or']);
    expect(offered('{ error } ')).toEqual(['and', 'or']);
  });

  it('writes names and values so that they are read as they are', () => {
    for (const [key, value] of [
      ['a key', 'a value'],
      ['duration', '5'],
      ['x', 'GET*'],
      ['y"z', 'a{b}'],
    ] as const) {
      const parsed = parseTraceQuery(`${nameText(key)} = ${valueText(value)}`);
      if (parsed.kind !== 'expression' || parsed.expression.kind !== 'some') throw new Error('unexpected');
      expect(parsed.expression.span).toMatchObject({
        field: { kind: 'attribute', key },
        value: { kind: 'text', text: value },
      });
    }
  });
});
