import { describe, expect, it } from 'vitest';
import { type AlertRule, ruleSchema } from '@/lib/alerts/contract';
import { safeHref, shownRules, subjectHref, valueText } from './alert-view';

function rule(value: object): AlertRule {
  return ruleSchema.parse({
    kind: 'alerting',
    name: 'R',
    expr: 'up == 0',
    state: 'inactive',
    health: 'ok',
    lastError: null,
    forSeconds: 0,
    evaluatedAtSeconds: null,
    labels: {},
    annotations: {},
    alerts: [],
    threshold: null,
    ...value,
  });
}

const answer = {
  groups: [
    {
      name: 'g',
      file: '',
      intervalSeconds: 15,
      rules: [
        rule({ name: 'Quiet' }),
        rule({ name: 'Broken', health: 'err' }),
        rule({ name: 'Loud', state: 'firing', labels: { severity: 'page' } }),
        rule({ name: 'rec', kind: 'recording' }),
      ],
    },
  ],
};
const names = (chosen: Partial<Parameters<typeof shownRules>[1]>) =>
  shownRules(answer, { state: 'active', q: '', recording: false, ...chosen }).map((shown) => shown.rule.name);

describe('shownRules', () => {
  it('shows what fires first, and what cannot be evaluated', () => {
    expect(names({})).toEqual(['Loud', 'Broken']);
    expect(names({ state: 'all' })).toEqual(['Loud', 'Broken', 'Quiet']);
    expect(names({ state: 'all', recording: true })).toContain('rec');
    expect(names({ state: 'firing' })).toEqual(['Loud']);
  });

  it('finds by words in names and labels', () => {
    expect(names({ state: 'all', q: 'SEVERITY=page lo' })).toEqual(['Loud']);
    expect(names({ state: 'all', q: 'nothing' })).toEqual([]);
  });
});

it('leads to what an alert names', () => {
  expect(subjectHref({ subject: { kind: 'service', namespace: 'a', name: 'b c' } })).toBe(
    '/services/a/b%20c',
  );
  expect(subjectHref({ subject: { kind: 'namespace', namespace: 'a', name: '' } })).toBe('/namespaces/a');
  expect(subjectHref({ subject: null })).toBeNull();
});

it('writes values as people do', () => {
  expect(['1e+00', '5.0712e-02', '1234.5', 'NaN', '+Inf', ''].map(valueText)).toEqual([
    '1',
    '0.0507',
    '1230',
    'NaN',
    '+Inf',
    '',
  ]);
});

it('follows addresses of the web only', () => {
  expect(safeHref('https://example.org/runbook')).toBe('https://example.org/runbook');
  expect(['javascript:alert(1)', '/x', 'see https://a', 'https://a b'].map(safeHref)).toEqual([
    null,
    null,
    null,
    null,
  ]);
});
