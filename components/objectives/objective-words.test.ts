import { load } from 'js-yaml';
import { expect, it } from 'vitest';
import { sloSchema } from '@/lib/objectives/slo';
import { budgetWords, goodWords, proposalYaml, spanText } from './objective-words';

const slo = sloSchema.parse({
  name: 'x',
  service: { namespace: 'a', name: 'b' },
  target: 99.9,
  withinMs: 2500,
});

it('writes spans in two units at most', () => {
  expect([30, 720, 18_000, 8_100, 90_000, 272_000, 900_000].map(spanText)).toEqual([
    '1 min',
    '12 min',
    '5 h',
    '2 h 15 min',
    '1 d 1 h',
    '3 d 3 h',
    '10 d',
  ]);
});

it('says what is left and how long it lasts', () => {
  expect(budgetWords({ slo, budget: null })).toBe('No request in the last 30 days.');
  expect(budgetWords({ slo, budget: { used: 1.5, left: -0.5, endsInSeconds: null } })).toContain(
    '150 % of the budget is used',
  );
  expect(budgetWords({ slo, budget: { used: 0.4, left: 0.6, endsInSeconds: null } })).toContain(
    '60 % of the budget is left; it lasts',
  );
  expect(budgetWords({ slo, budget: { used: 0.4, left: 0.6, endsInSeconds: 7200 } })).toContain(
    'gone in 2 h',
  );
  expect(goodWords({ slo })).toBe('99.9 % good within 2.5 s over 30 days');
});

it('writes an entry of the settings file', () => {
  const yaml = `slos:\n${proposalYaml({ namespace: 'a', name: 'b.C', target: 99.5 })}`;
  expect(load(yaml)).toEqual({
    slos: [{ name: 'b-c-a-availability', service: { namespace: 'a', name: 'b.C' }, target: 99.5 }],
  });
});
