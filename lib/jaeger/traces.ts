/**
 * The trace port over Jaeger's query service, on API v3 and v1, whichever the server has:
 * servers up to 2.20 have both (before 2.19 v3 cannot filter by attributes), later ones have v3 only,
 * and some stores that speak Jaeger's language have v1 only.
 */
import 'server-only';
import { Fault, type Warning } from '@/lib/mesh/fault';
import type { Trace } from '@/lib/traces/model/trace';
import type { TracePort, TraceQuery } from '@/lib/traces/search';
import { createJaegerClient, type JaegerAnswer, type JaegerClient, type JaegerSettings } from './client';
import { searchParametersV1, searchParametersV3 } from './query';
import { readErrorsV1, readOperationsV1, readServicesV1, readTracesV1 } from './response-v1';
import { readOperationsV3, readServicesV3, readTracesV3 } from './response-v3';

/** Which APIs the server answered on. */
interface Abilities {
  readonly v1: boolean;
  readonly v3: boolean;
}

const NO_PARAMETERS = new URLSearchParams();

export function createJaegerTraces(settings: JaegerSettings): TracePort {
  return jaegerTraces(createJaegerClient(settings));
}

/** As `createJaegerTraces`, over a client of the caller's. */
export function jaegerTraces(client: JaegerClient): TracePort {
  let known: Promise<Abilities> | null = null;

  /** Runs with what is known of the server; after any failure the next caller looks again, as it may have been replaced. */
  async function withAbilities<T>(run: (abilities: Abilities) => Promise<T>): Promise<T> {
    known ??= detect(client);
    const mine = known;
    try {
      return await run(await mine);
    } catch (error) {
      if (!(error instanceof Fault && error.code === 'not-found') && known === mine) known = null;
      throw error;
    }
  }

  return {
    services: (signal) => withAbilities((abilities) => services(client, abilities, signal)),
    operations: (service, signal) =>
      withAbilities((abilities) => operations(client, abilities, service, signal)),
    search: (query, signal) => withAbilities((abilities) => search(client, abilities, query, signal)),
    trace: (traceId, signal) => withAbilities((abilities) => trace(client, abilities, traceId, signal)),
  };
}

/** Not bound to the caller's signal: others wait for the same detection. The client's own time-out ends it. */
async function detect(client: JaegerClient): Promise<Abilities> {
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
  return { v1: v1.answers, v3: v3.answers };
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

async function services(client: JaegerClient, abilities: Abilities, signal?: AbortSignal): Promise<string[]> {
  const answer = await client.get(abilities.v3 ? '/api/v3/services' : '/api/services', NO_PARAMETERS, signal);
  const read = abilities.v3 ? readServicesV3 : readServicesV1;
  const found = read(bodyOf(client, answer));
  if (found === null) throw unexpected(client);
  return found.sort((a, b) => a.localeCompare(b, 'en'));
}

async function operations(
  client: JaegerClient,
  abilities: Abilities,
  service: string,
  signal?: AbortSignal,
): ReturnType<TracePort['operations']> {
  const parameters = new URLSearchParams({ service });
  const read = abilities.v3 ? readOperationsV3 : readOperationsV1;
  let answer = await client.get(abilities.v3 ? '/api/v3/operations' : '/api/operations', parameters, signal);
  if (answer.kind !== 'json' && !abilities.v3) {
    const path = `/api/services/${encodeURIComponent(service)}/operations`;
    answer = await client.get(path, NO_PARAMETERS, signal);
  }
  return read(bodyOf(client, answer)).sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** Tags go to v1 while it is there: v3 before 2.19 takes the filter and silently ignores it. */
async function search(
  client: JaegerClient,
  abilities: Abilities,
  query: TraceQuery,
  signal?: AbortSignal,
): Promise<{ traces: Trace[]; warnings: Warning[] }> {
  const useV3 = abilities.v3 && !(abilities.v1 && Object.keys(query.tags).length > 0);
  const answer = await client.get(
    useV3 ? '/api/v3/traces' : '/api/traces',
    useV3 ? searchParametersV3(query) : searchParametersV1(query),
    signal,
  );
  // API v3 says "none" with 404.
  if (answer.kind === 'absent' && answer.fromApi) return { traces: [], warnings: [] };
  const body = bodyOf(client, answer);
  if (useV3) return { traces: readTracesV3(body), warnings: [] };
  const warnings = readErrorsV1(body).map(
    (message): Warning => ({ source: 'jaeger', code: 'partial', message: `Jaeger: ${message}` }),
  );
  return { traces: readTracesV1(body), warnings };
}

async function trace(
  client: JaegerClient,
  abilities: Abilities,
  traceId: string,
  signal?: AbortSignal,
): Promise<Trace> {
  const path = abilities.v3 ? `/api/v3/traces/${traceId}` : `/api/traces/${traceId}`;
  const answer = await client.get(path, NO_PARAMETERS, signal);
  if (answer.kind === 'absent' && answer.fromApi) throw noSuchTrace(traceId);
  const body = bodyOf(client, answer);
  const traces = abilities.v3 ? readTracesV3(body) : readTracesV1(body);
  const found = traces.find((entry) => entry.count > 0) ?? traces[0];
  if (found === undefined) throw noSuchTrace(traceId);
  return found;
}

function noSuchTrace(traceId: string): Fault {
  return new Fault('not-found', `Jaeger has no trace ${traceId}.`, {
    source: 'jaeger',
    hint: 'It may be older than Jaeger keeps traces, or not have been sampled.',
  });
}

function bodyOf(client: JaegerClient, answer: JaegerAnswer): unknown {
  if (answer.kind !== 'json') throw unexpected(client);
  return answer.body;
}

function unexpected(client: JaegerClient): Fault {
  return new Fault('source-bad-data', `${client.base} stopped answering as Jaeger's query API does.`, {
    source: 'jaeger',
    hint: 'It may have been replaced or upgraded: try again.',
  });
}
