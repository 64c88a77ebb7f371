import { describe, expect, it } from 'vitest';
import { type AskingPanel, asksQueries, panelSchema } from '@/lib/dashboards/model/panel';
import { variableSchema } from '@/lib/dashboards/model/variable';
import type { Chosen } from '@/lib/dashboards/variables/interpolate';
import { type PlanContext, planPanel, requestKey } from './plan-panel';

const HOUR = 3_600_000;

function panel(value: object): AskingPanel {
  const parsed = panelSchema.parse({
    id: 1,
    type: 'timeseries',
    place: { x: 0, y: 0, w: 12, h: 8 },
    ...value,
  });
  if (!asksQueries(parsed)) throw new Error('asks nothing');
  return parsed;
}

const ns: Chosen = { values: ['a.b', 'c'], texts: ['a.b', 'c'], multi: true };
const context: PlanContext = {
  window: { fromMs: 10 * HOUR + 7, toMs: 11 * HOUR + 7 },
  dashboard: { uid: 'u', title: 't' },
  variables: [variableSchema.parse({ type: 'query', name: 'ns', query: 'label_values(ns)' })],
  chosen: new Map([['ns', ns]]),
  zone: 'UTC',
  scrapeMs: 15_000,
  width: 600,
};

function requests(value: object, more: Partial<PlanContext> = {}) {
  const plan = planPanel(panel(value), { ...context, ...more });
  if (plan.kind !== 'asks') throw new Error(`waits for ${plan.variables.join()}`);
  return plan.targets.flatMap((target) => target.requests);
}

const target = (value: object) => ({
  targets: [{ refId: 'A', expr: 'rate(x{ns=~"$ns"}[$__rate_interval])', ...value }],
});

describe('planPanel', () => {
  it('puts variables and intervals in, on whole steps', () => {
    expect(requests(target({}))).toEqual([
      {
        expr: 'rate(x{ns=~"(a\\\\.b|c)"}[1m])',
        mode: 'range',
        fromMs: 10 * HOUR,
        toMs: 11 * HOUR,
        stepMs: 15_000,
      },
    ]);
  });

  it('has a window of its own', () => {
    expect(requests({ ...target({}), timeFrom: '2h' })[0]).toMatchObject({
      fromMs: 9 * HOUR,
      toMs: 11 * HOUR,
    });
    expect(requests({ ...target({}), timeShift: '1h' })[0]).toMatchObject({
      fromMs: 9 * HOUR,
      toMs: 10 * HOUR,
    });
    expect(requests({ ...target({}), timeFrom: 'nonsense' })[0]).toMatchObject({ fromMs: 10 * HOUR });
  });

  it('takes least steps of the query, then of the panel, and its points', () => {
    expect(requests({ ...target({ minStep: '1m' }), minInterval: '5m' })[0]?.stepMs).toBe(60_000);
    expect(requests({ ...target({}), minInterval: '5m' })[0]).toMatchObject({
      stepMs: 300_000,
      expr: 'rate(x{ns=~"(a\\\\.b|c)"}[20m])',
    });
    expect(requests({ ...target({}), maxDataPoints: 10 })[0]?.stepMs).toBe(300_000);
  });

  it('asks instants, or both', () => {
    expect(requests(target({ mode: 'instant' })).map(({ mode }) => mode)).toEqual(['instant']);
    expect(requests(target({ mode: 'both' })).map(({ mode }) => mode)).toEqual(['instant', 'range']);
  });

  it('puts ad hoc filters into every selector', () => {
    const adhoc = variableSchema.parse({
      type: 'adhoc',
      name: 'f',
      filters: [{ key: 'pod', operator: '!=', value: 'x' }],
    });
    expect(requests(target({ expr: 'a / b' }), { variables: [adhoc] })[0]?.expr).toBe(
      'a{pod!="x"} / b{pod!="x"}',
    );
  });

  it('waits for variables without a value, and asks nothing for an empty query', () => {
    expect(planPanel(panel(target({})), { ...context, chosen: new Map() })).toEqual({
      kind: 'waits',
      variables: ['ns'],
    });
    expect(requests(target({ expr: ' ' }))).toEqual([]);
  });

  it('gives equal requests of two panels one key', () => {
    const [a] = requests(target({}));
    const [b] = requests(
      { ...target({}), id: 2, title: 'other' },
      { window: { fromMs: 10 * HOUR + 9, toMs: 11 * HOUR + 9 } },
    );
    expect(a && b && requestKey(a) === requestKey(b)).toBe(true);
  });
});
