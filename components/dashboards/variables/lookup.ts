/** How a variable's question is put to the API. */
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { askedQuery } from '@/components/dashboards/data/ask-query';
import { fetchAnswer } from '@/components/shell/fetch-answer';
import type { Window } from '@/lib/dashboards/plan/panel-window';
import type { QueryOutcome } from '@/lib/dashboards/query/read-answer';
import type { VariableQuestion } from '@/lib/dashboards/variables/question';

const contract = async () => (await import('@/lib/dashboards/query/lookups')).namesAnswerSchema;

/** Texts of which options are made. Throws `AnswerProblem`, or an error with the store's words. */
export const lookupQuery = (question: VariableQuestion, window: Window, client: QueryClient) =>
  queryOptions({
    queryKey: ['variable', question, window],
    queryFn: async ({ signal }): Promise<readonly string[]> => {
      if (question.kind === 'result' || question.kind === 'series') {
        return resultTexts(await resultOf(question, window, client));
      }
      const { fromMs, toMs } = window;
      const asked = new URLSearchParams({ from: String(fromMs / 1000), to: String(toMs / 1000) });
      if (question.kind === 'label-names') {
        return (await fetchAnswer(`/api/query/labels?${asked}`, contract, { signal })).names;
      }
      asked.set('label', question.kind === 'metrics' ? '__name__' : question.label);
      if (question.kind === 'label-values' && question.selector !== null)
        asked.set('match', question.selector);
      return (await fetchAnswer(`/api/query/values?${asked}`, contract, { signal })).names;
    },
    staleTime: 60_000,
    retry: false,
  });

function resultOf(
  question: Extract<VariableQuestion, { kind: 'result' | 'series' }>,
  { toMs }: Window,
  client: QueryClient,
): Promise<QueryOutcome> {
  const expr = question.kind === 'result' ? question.expr : question.selector;
  return client.fetchQuery(askedQuery({ expr, mode: 'instant', fromMs: toMs, toMs, stepMs: 15_000 }));
}

/** As Grafana writes them: `name{label="value",…} figure milliseconds`. */
export function resultTexts(outcome: QueryOutcome): readonly string[] {
  if (outcome.kind === 'failed') throw new Error(outcome.message);
  if (outcome.kind === 'text') return [outcome.text];
  return outcome.series.map(({ labels: { __name__: name = '', ...labels }, points }) => {
    const pairs = Object.entries(labels).map(([key, value]) => `${key}="${value}"`);
    const [at, figure] = points.at(-1) ?? [0, Number.NaN];
    return `${name}{${pairs.join(',')}} ${figure} ${at * 1000}`;
  });
}
