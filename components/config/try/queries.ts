/** The questions about one request. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchAnswer } from '@/components/shell/fetch-answer';
import type { ScopeWindow } from '@/components/shell/scope';
import type { SimulationAnswer, SimulationChoices } from '@/lib/config/simulation/contract';
import type { Draft, SimulateBody, SimulationRequest } from '@/lib/config/simulation/request-contract';

const contract = () => import('@/lib/config/simulation/contract');

/** What can call and what can be called. */
export const choicesQuery = queryOptions({
  queryKey: ['config', 'simulate', 'choices'],
  queryFn: ({ signal }): Promise<SimulationChoices> =>
    fetchAnswer('/api/config/simulate', async () => (await contract()).simulationChoicesSchema, { signal }),
  staleTime: 15_000,
});

function ask(body: SimulateBody, signal: AbortSignal): Promise<SimulationAnswer> {
  return fetchAnswer('/api/config/simulate', async () => (await contract()).simulationAnswerSchema, {
    method: 'POST',
    body,
    signal,
  });
}

/** `version` makes a new question of the same request, when it is asked for again. */
export const simulationQuery = (
  request: SimulationRequest | null,
  drafts: readonly Draft[],
  version: number,
) =>
  queryOptions({
    queryKey: ['config', 'simulate', request, drafts, version],
    queryFn: ({ signal }) => {
      if (request === null) throw new Error('There is no request yet.');
      return ask({ request, drafts: [...drafts], window: null }, signal);
    },
    enabled: request !== null,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    staleTime: 10_000,
    retry: false,
  });

/** The same with what traffic says, which takes longer and may be missing. */
export const agreementQuery = (request: SimulationRequest | null, window: ScopeWindow) =>
  queryOptions({
    queryKey: ['config', 'simulate', 'agreement', request, window],
    queryFn: async ({ signal }) => {
      if (request === null) throw new Error('There is no request yet.');
      const asked =
        window.kind === 'last'
          ? { last: window.seconds }
          : { from: window.fromSeconds, to: window.toSeconds };
      const { agreement, warnings } = await ask({ request, drafts: [], window: asked }, signal);
      return { agreement, warnings };
    },
    enabled: request !== null,
    gcTime: 60_000,
    staleTime: 15_000,
    retry: false,
  });
