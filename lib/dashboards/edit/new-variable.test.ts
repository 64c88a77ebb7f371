import { expect, it } from 'vitest';
import { variableSchema } from '@/lib/dashboards/model/variable';
import { newVariable, optionsIn, optionsText, VARIABLE_TYPES } from './new-variable';

it('begins every kind of variable under a name that is free', () => {
  for (const [type] of VARIABLE_TYPES) {
    const variable = newVariable(type, new Set());
    expect(variableSchema.parse(variable)).toEqual(variable);
    expect(newVariable(type, new Set([variable.name])).name).toBe(`${variable.name}2`);
  }
});

it('reads options as they are typed, and writes them the same', () => {
  expect(optionsIn('a, Ninety : 0.9,, http://x:80, one\\, two')).toEqual([
    { text: 'a', value: 'a' },
    { text: 'Ninety', value: '0.9' },
    { text: 'http://x:80', value: 'http://x:80' },
    { text: 'one, two', value: 'one, two' },
  ]);
  const text = 'a, Ninety : 0.9, one\\, two : x\\,y';
  expect(optionsText(optionsIn(text))).toBe(text);
});
