import { describe, expect, it } from 'vitest';
import { clusterIssues } from './cluster-issues';
import type { StructuralSchema } from './structural-schema';

function issues(spec: StructuralSchema, value: unknown, stored?: unknown): string[] {
  const schema: StructuralSchema = { type: 'object', properties: { spec } };
  return clusterIssues({ spec: value }, schema, stored === undefined ? null : { spec: stored }).map(
    ({ kind, path, message }) => `${kind} ${path.join('.')}: ${message}`,
  );
}

const TEXT: StructuralSchema = { type: 'string' };

describe('clusterIssues', () => {
  it('judges values with their defaults, and empty values as absent ones', () => {
    const schema: StructuralSchema = {
      type: 'object',
      required: ['mode', 'name'],
      properties: { mode: { type: 'string', default: 'ON' }, name: TEXT },
      'x-kubernetes-validations': [{ rule: "self.mode == 'ON'" }],
    };
    expect(issues(schema, { name: 'a' })).toEqual([]);
    expect(issues(schema, { name: 'a', mode: null })).toEqual([]);
    expect(issues(schema, { name: null })).toEqual(['missing spec.name: name is missing.']);
  });

  it('keeps empty entries of lists where they are, and takes empty values where the schema does', () => {
    expect(issues({ type: 'array', items: TEXT }, ['a', null])).toEqual([
      'type spec.1: spec[1] must be text, this is empty.',
    ]);
    expect(issues({ type: 'object', properties: { a: { ...TEXT, nullable: true } } }, { a: null })).toEqual(
      [],
    );
  });

  it('finds fields that are not there at any depth, but within what keeps them', () => {
    const schema: StructuralSchema = {
      type: 'object',
      properties: {
        kept: {
          type: 'object',
          'x-kubernetes-preserve-unknown-fields': true,
          properties: { a: { type: 'object' } },
        },
        map: { type: 'object', additionalProperties: { type: 'object' } },
      },
    };
    const value = { kept: { other: { b: 1 }, a: { c: 1 } }, map: { any: { c: 1 } }, constructor: 1 };
    expect(issues(schema, value).map((issue) => issue.split(':')[0])).toEqual([
      'unknown spec.kept.a.c',
      'unknown spec.map.any.c',
      'unknown spec.constructor',
    ]);
  });

  it('takes whole numbers and texts for int-or-string, and no others', () => {
    const schema: StructuralSchema = { 'x-kubernetes-int-or-string': true };
    expect(issues(schema, 3)).toEqual([]);
    expect(issues(schema, 'a')).toEqual([]);
    expect(issues(schema, 1.5)).toHaveLength(1);
    expect(issues(schema, true)).toHaveLength(1);
  });

  it('names the fields of forms that exclude each other', () => {
    const schema: StructuralSchema = {
      type: 'object',
      properties: { a: TEXT, b: TEXT },
      oneOf: [
        { not: { anyOf: [{ required: ['a'] }, { required: ['b'] }] } },
        { required: ['a'] },
        { required: ['b'] },
      ],
    };
    expect(issues(schema, {})).toEqual([]);
    expect(issues(schema, { a: 'x', b: 'y' })).toEqual(['form spec: spec may have only one of a, b.']);
    expect(issues({ type: 'object', anyOf: [{ required: ['a'] }, { required: ['b'] }] }, {})).toEqual([
      'form spec: spec needs one of a, b.',
    ]);
  });

  it('finds the second of two entries with the same keys', () => {
    const schema: StructuralSchema = {
      type: 'array',
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['name'],
      items: { type: 'object', properties: { name: TEXT, port: { type: 'integer' } } },
    };
    expect(issues(schema, [{ name: 'a', port: 1 }, { name: 'b' }, { name: 'a', port: 2 }])).toEqual([
      'duplicate spec.2: An entry with the same name stands already at spec[0]; each may be there once.',
    ]);
  });

  it('measures texts in characters and patterns by RE2', () => {
    expect(issues({ ...TEXT, maxLength: 2 }, '👍👍')).toEqual([]);
    expect(issues({ ...TEXT, pattern: '^\\pL+$' }, 'aü')).toEqual([]);
    expect(issues({ ...TEXT, pattern: '^\\pL+$' }, 'a1')).toHaveLength(1);
  });

  it('asks no rule of an object that the schema refuses for its types', () => {
    const schema: StructuralSchema = {
      type: 'object',
      properties: { n: { type: 'integer' } },
      'x-kubernetes-validations': [{ rule: 'self.n > 5', message: 'n is small' }],
    };
    expect(issues(schema, { n: 1 })).toEqual(['rule spec: spec: n is small.']);
    expect(issues(schema, { n: 'x' })).toEqual(['type spec.n: n must be a whole number, this is text.']);
  });
});

describe('rules about changes', () => {
  const list: StructuralSchema = {
    type: 'array',
    'x-kubernetes-list-type': 'map',
    'x-kubernetes-list-map-keys': ['name'],
    items: {
      type: 'object',
      properties: { name: TEXT, size: { type: 'integer' } },
      'x-kubernetes-validations': [
        { rule: 'self.size >= oldSelf.size', messageExpression: "'not below ' + string(oldSelf.size)" },
      ],
    },
  };

  it('follow entries by their keys, and speak of what was there only', () => {
    const now = [
      { name: 'new', size: 0 },
      { name: 'a', size: 1 },
    ];
    expect(issues(list, now)).toEqual([]);
    expect(issues(list, now, [{ name: 'a', size: 4 }])).toEqual(['rule spec.1: spec[1]: not below 4.']);
  });

  it('are asked although something else that is refused stands so already', () => {
    const schema: StructuralSchema = {
      type: 'object',
      properties: {
        title: { ...TEXT, maxLength: 3 },
        colour: { ...TEXT, 'x-kubernetes-validations': [{ rule: 'self == oldSelf', message: 'stays' }] },
      },
    };
    const said = issues(schema, { title: 'long', colour: 'b' }, { title: 'long', colour: 'a' });
    expect(said.at(-1)).toBe('rule spec.colour: colour: stays.');
  });

  it('are asked of what is new where they say so', () => {
    const schema: StructuralSchema = {
      type: 'string',
      'x-kubernetes-validations': [
        {
          rule: "oldSelf.hasValue() ? self == oldSelf.value() : self != ''",
          optionalOldSelf: true,
          message: 'stays',
        },
      ],
    };
    expect(issues(schema, 'a')).toEqual([]);
    expect(issues(schema, '')).toEqual(['rule spec: spec: stays.']);
    expect(issues(schema, 'b', 'a')).toEqual(['rule spec: spec: stays.']);
  });
});
