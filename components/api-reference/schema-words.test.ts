import { describe, expect, it } from 'vitest';
import { schemaFields, schemaLimits, schemaWords } from './schema-words';

describe('schemaWords', () => {
  it.each([
    [{ type: 'string' }, 'text'],
    [{ type: 'string', enum: ['a', 'b'] }, 'one of a, b'],
    [{ anyOf: [{ type: 'number' }, { type: 'null' }] }, 'number or null'],
    [{ type: 'array', items: { type: 'object' } }, 'list of objects'],
    [{ const: 'healthy' }, 'always "healthy"'],
    [{}, 'anything'],
  ])('says %j as %s', (schema, words) => {
    expect(schemaWords(schema)).toBe(words);
  });
});

describe('schemaLimits', () => {
  it('leaves out what only a computer needs', () => {
    const schema = { default: 600, minimum: -9007199254740991, maximum: 100 };
    expect(schemaLimits(schema)).toEqual(['600 if left out', 'up to 100']);
  });
});

describe('schemaFields', () => {
  it('looks into lists and alternatives, each name once', () => {
    const part = { type: 'object', properties: { kind: { const: 'a' } }, required: ['kind'] };
    const other = { type: 'object', properties: { kind: { const: 'b' }, why: { type: 'string' } } };
    const fields = schemaFields({ type: 'array', items: { oneOf: [part, other] } });
    expect(fields.map(({ name, required }) => [name, required])).toEqual([
      ['kind', true],
      ['why', false],
    ]);
  });
});
