import { expect, it } from 'vitest';
import { cellSchema, drawSchema, fieldMatcherSchema, fieldOptionsSchema } from '@/lib/dashboards/model/field';
import {
  heldProperties,
  MATCHER_KINDS,
  newMatcher,
  OVERRIDE_PROPERTIES,
  propertyAt,
  withProperty,
} from './override-properties';

it.each(OVERRIDE_PROPERTIES.map((property) => [property.path, property] as const))(
  'adds %s with what the model takes, lists it, and takes it away again',
  (path, { initial }) => {
    const options = withProperty({ unit: 's', draw: { lineWidth: 3 } }, path, initial);
    expect(propertyAt(options, path)).toEqual(initial);
    expect(heldProperties(options).map((held) => held.path)).toContain(path);
    expect(propertyAt(withProperty(options, path, undefined), path)).toBeUndefined();
  },
);

it('offers every value of each choice that the model has', () => {
  const choices = (group: string) =>
    OVERRIDE_PROPERTIES.flatMap(({ path, form }) =>
      path.startsWith(`${group}.`) && form.kind === 'choice' ? [[path.split('.')[1], form.values]] : [],
    );
  for (const [schema, group] of [
    [drawSchema, 'draw'],
    [cellSchema, 'cell'],
  ] as const) {
    for (const [part, values] of choices(group) as [string, string[]][]) {
      for (const value of values)
        expect(schema.partial().safeParse({ [part]: value }).success, `${part} ${value}`).toBe(true);
    }
  }
});

it('knows each option of the model but those that only a file can say', () => {
  const known = new Set(OVERRIDE_PROPERTIES.map(({ path }) => path.split('.')[0]));
  expect(Object.keys(fieldOptionsSchema.shape).filter((option) => !known.has(option))).toEqual([]);
});

it('leaves the options as they are where the model refuses a value', () => {
  const options = { decimals: 2 };
  expect(withProperty(options, 'decimals', 2.5)).toBe(options);
  expect(withProperty(options, 'draw.style', 'spiral')).toBe(options);
});

it('takes an empty part away with its last option', () => {
  expect(withProperty({ draw: { style: 'bars' } }, 'draw.style', undefined)).toEqual({});
});

it('begins each kind of matcher with what the model takes', () => {
  const kinds = fieldMatcherSchema.options.map(({ shape: { by } }) => by.value);
  expect(MATCHER_KINDS.map(({ value }) => value).toSorted()).toEqual(kinds.toSorted());
  for (const by of kinds) expect(fieldMatcherSchema.parse(newMatcher(by))).toEqual(newMatcher(by));
});
