/** What the PromQL editor asks for completion, through our own API and the page's cache. */
import type { PrometheusClient } from '@prometheus-io/codemirror-promql';
import { EqlRegex, EqlSingle, Neq, NeqRegex } from '@prometheus-io/lezer-promql';
import type { QueryClient } from '@tanstack/react-query';
import { type MatchOperator, selectorText } from '@/lib/promql/selectors';
import { type LookupWindow, lookupWindow, metadataQuery, namesQuery } from './lookups';

/** By the numbers that the grammar gives them. */
const OPERATORS: ReadonlyMap<number, MatchOperator> = new Map([
  [EqlSingle, '='],
  [Neq, '!='],
  [EqlRegex, '=~'],
  [NeqRegex, '!~'],
]);

interface EditorMatcher {
  readonly type: number;
  readonly name: string;
  readonly value: string;
}

/** A lookup that fails completes nothing. */
export function editorClient(cache: QueryClient, window: () => LookupWindow): PrometheusClient {
  const names = async (label: string | null, match: string): Promise<string[]> => {
    try {
      const answer = await cache.fetchQuery(namesQuery(label, match, lookupWindow(window())));
      return answer.names;
    } catch {
      return [];
    }
  };
  const match = (metric: string | undefined, matchers: readonly EditorMatcher[] = []) => {
    const own = matchers.flatMap(({ type, name, value }) => {
      const operator = OPERATORS.get(type);
      return operator === undefined || value === '' ? [] : [{ name, operator, value }];
    });
    const named = metric === undefined || metric === '' ? null : metric;
    // A selector needs something that it asks for.
    return named === null && own.length === 0 ? '' : selectorText({ metric: named, matchers: own });
  };
  return {
    labelNames: (metric) => names(null, match(metric)),
    labelValues: (label, metric, matchers) =>
      names(
        label,
        match(
          metric,
          matchers?.filter(({ name }) => name !== label),
        ),
      ),
    metricNames: () => names('__name__', ''),
    series: async () => [],
    flags: async () => ({}),
    metricMetadata: async () => {
      try {
        const { metrics } = await cache.fetchQuery(metadataQuery);
        return Object.fromEntries(metrics.map(({ name, type, help }) => [name, [{ type, help }]]));
      } catch {
        return {};
      }
    },
  };
}
