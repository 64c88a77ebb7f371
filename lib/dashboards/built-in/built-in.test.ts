import { parser } from '@prometheus-io/lezer-promql';
import { describe, expect, it } from 'vitest';
import { panelsOf } from '@/lib/dashboards/model/dashboard';
import { asksQueries } from '@/lib/dashboards/model/panel';
import { variableOrder } from '@/lib/dashboards/variables/chain';
import { globalValues } from '@/lib/dashboards/variables/globals';
import { type Chosen, interpolate, referencesIn } from '@/lib/dashboards/variables/interpolate';
import { BUILT_IN } from './built-in';

/** Where the grammar could not go on; null = it is PromQL. */
function syntaxError(expr: string): string | null {
  let error: string | null = null;
  parser.parse(expr).iterate({
    enter: (node) => {
      if (node.type.isError) error = expr.slice(Math.max(0, node.from - 20), node.to + 20) || 'empty';
    },
  });
  return error;
}

const globals = globalValues({
  fromMs: 0,
  toMs: 3_600_000,
  steps: { stepMs: 15_000, rateIntervalMs: 60_000 },
  dashboard: { uid: 'x', title: 'x' },
});

describe.each(BUILT_IN.map((dashboard) => [dashboard.title, dashboard] as const))('%s', (_, dashboard) => {
  const chosen: Chosen = { values: ['a.b', 'c'], texts: ['a.b', 'c'], multi: true };
  const variables = new Map(dashboard.variables.map(({ name }) => [name, chosen]));
  const queries = panelsOf(dashboard)
    .filter(asksQueries)
    .flatMap((panel) => panel.targets.map(({ expr }) => [panel.title, expr] as const));

  it.each(queries)('asks PromQL in "%s"', (_title, expr) => {
    expect(syntaxError(interpolate(expr, { variables, globals, zone: 'UTC' }, 'promql'))).toBeNull();
  });

  it('names only variables that there are, and no circle', () => {
    const known = new Set([...dashboard.variables.map(({ name }) => name), ...globals.keys()]);
    const used = queries.flatMap(([, expr]) => [...referencesIn(expr)]).filter((name) => !/^\d+$/.test(name));
    expect(used.filter((name) => !known.has(name))).toEqual([]);
    expect(variableOrder(dashboard.variables).circles).toEqual([]);
  });

  it('has panels that do not overlap', () => {
    for (const { panels } of dashboard.sections) {
      const cells = panels.flatMap(({ place: { x, y, w, h } }) =>
        Array.from({ length: w * h }, (_cell, at) => `${x + (at % w)},${y + Math.floor(at / w)}`),
      );
      expect(new Set(cells).size).toBe(cells.length);
    }
  });
});

it('gives each its own uid', () => {
  expect(new Set(BUILT_IN.map(({ uid }) => uid)).size).toBe(BUILT_IN.length);
});
