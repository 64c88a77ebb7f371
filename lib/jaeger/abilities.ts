/**
 * Finds out what a Jaeger server can do, by asking it: no version tells, and other stores speak its language too.
 * Up to 2.20 there are API v1 and v3, later v3 alone; `trace-summaries` came with 2.19, in which v3 also began to compare
 * attributes. Whether a search may leave out the service depends on the store behind it.
 */
import 'server-only';
import { Fault } from '@/lib/mesh/fault';
import type { TraceAbilities } from '@/lib/traces/search';
import type { JaegerClient } from './client';
import { searchParametersV3 } from './query';
import { readServicesV1 } from './response-v1';
import { readServicesV3 } from './response-v3';

export interface Abilities extends TraceAbilities {
  /** Which APIs the server answered on. */
  readonly v1: boolean;
  readonly v3: boolean;
}

const NO_PARAMETERS = new URLSearchParams();

/** Not bound to a caller's signal: others wait for the same detection. The client's own time-out ends it. */
export async function detectAbilities(client: JaegerClient): Promise<Abilities> {
  const [v3, v1] = await Promise.all([
    probe(client, '/api/v3/services', readServicesV3),
    probe(client, '/api/services', readServicesV1),
  ]);
  if (!v1.answers && !v3.answers) {
    if (v3.fault !== null) throw v3.fault;
    if (v1.fault !== null) throw v1.fault;
    throw new Fault('source-bad-data', `${client.base} does not answer as Jaeger's query API does.`, {
      source: 'jaeger',
      hint: 'PERIPLUS_JAEGER_URL must be the address of jaeger-query (port 16686) with its base path, if it has one.',
    });
  }
  const [summaries, allServices] = v3.answers
    ? await Promise.all([hasSummaries(client), searchesAll(client)])
    : [false, false];
  return {
    apis: [...(v1.answers ? ['v1'] : []), ...(v3.answers ? ['v3'] : [])],
    v1: v1.answers,
    v3: v3.answers,
    summaries,
    allServices,
    tags: v1.answers || summaries,
    tagsOfAllServices: summaries,
  };
}

async function probe(
  client: JaegerClient,
  path: string,
  read: (body: unknown) => string[] | null,
): Promise<{ readonly answers: boolean; readonly fault: unknown }> {
  try {
    const answer = await client.get(path, NO_PARAMETERS);
    return { answers: answer.kind === 'json' && read(answer.body) !== null, fault: null };
  } catch (fault) {
    return { answers: false, fault };
  }
}

/** Asked without its required parameters, a server that has it complains of them. */
async function hasSummaries(client: JaegerClient): Promise<boolean> {
  try {
    const answer = await client.get('/api/v3/trace-summaries', NO_PARAMETERS);
    return answer.kind === 'json' || (answer.kind === 'absent' && answer.fromApi);
  } catch (error) {
    return error instanceof Fault && error.code === 'source-rejected' && / 400[: ]/.test(error.message);
  }
}

/** One trace of one second long ago: a store that needs a service refuses, others find nothing. */
async function searchesAll(client: JaegerClient): Promise<boolean> {
  const nothing = { service: null, operation: null, tags: {}, minDurationUs: null, maxDurationUs: null };
  const query = searchParametersV3({ ...nothing, startUs: 1e6, endUs: 2e6, limit: 1 });
  try {
    const answer = await client.get('/api/v3/traces', query);
    return answer.kind === 'json' || (answer.kind === 'absent' && answer.fromApi);
  } catch {
    return false;
  }
}
