/**
 * The trace port over Jaeger's query service, on API v3 and v1, whichever the server has:
 * servers up to 2.20 have both (before 2.19 v3 cannot filter by attributes), later ones have v3 only,
 * and some stores that speak Jaeger's language have v1 only.
 */
import 'server-only';
import { Fault, type Warning } from '@/lib/mesh/fault';
import type { Trace } from '@/lib/traces/model/trace';
import type { DocumentOptions, TraceDigest, TraceDocument, TracePort, TraceQuery } from '@/lib/traces/search';
import { type Abilities, detectAbilities } from './abilities';
import { archiveTrace } from './archive';
import { createJaegerClient, type JaegerAnswer, type JaegerClient, type JaegerSettings } from './client';
import { dependencies } from './dependencies';
import { readFound } from './found-traces';
import { noSuchTrace } from './no-such-trace';
import { searchParametersV1, searchParametersV3 } from './query';
import { readOperationsV1, readServicesV1 } from './response-v1';
import { readOperationsV3, readServicesV3 } from './response-v3';
import { readSummariesV3 } from './summaries-v3';

const NO_PARAMETERS = new URLSearchParams();

export interface JaegerTracesOptions {
  /** Traces may be put into the server's archive. Off unless said otherwise: no API tells whether it has one. */
  readonly archives?: boolean;
}

export function createJaegerTraces(settings: JaegerSettings, options?: JaegerTracesOptions): TracePort {
  return jaegerTraces(createJaegerClient(settings), options);
}

/** As `createJaegerTraces`, over a client of the caller's. */
export function jaegerTraces(
  client: JaegerClient,
  { archives = false }: JaegerTracesOptions = {},
): TracePort {
  let known: Promise<Abilities> | null = null;

  /** Runs with what is known of the server; after any failure the next caller looks again, as it may have been replaced. */
  async function withAbilities<T>(run: (abilities: Abilities) => Promise<T>): Promise<T> {
    known ??= detectAbilities(client);
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
    abilities: () => withAbilities(async (abilities) => abilities),
    digests: (query, signal) => withAbilities(() => digests(client, query, signal)),
    search: (query, signal) => withAbilities((abilities) => search(client, abilities, query, signal)),
    dependencies: (span, signal) => withAbilities(() => dependencies(client, span, signal)),
    document: (traceId, options) =>
      withAbilities((abilities) => document(client, abilities, traceId, options)),
    ...(archives && { archive: (traceId, signal) => archiveTrace(client, traceId, signal) }),
  };
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

/** Tags go to v1 while it is there: v3 before 2.19 takes the filter and silently ignores it. Without a service only v3 answers. */
async function search(
  client: JaegerClient,
  abilities: Abilities,
  query: TraceQuery,
  signal?: AbortSignal,
): Promise<{ traces: Trace[]; warnings: Warning[] }> {
  const tagged = Object.keys(query.tags).length > 0 && !abilities.summaries;
  const useV3 = abilities.v3 && (query.service === null || !(abilities.v1 && tagged));
  const answer = await client.open(
    useV3 ? '/api/v3/traces' : '/api/traces',
    useV3 ? searchParametersV3(query) : searchParametersV1(query),
    { signal },
  );
  // API v3 says "none" with 404.
  if (answer.kind === 'absent' && answer.fromApi) return { traces: [], warnings: [] };
  if (answer.kind !== 'stream') throw unexpected(client);
  return readFound(client.base, answer.body);
}

async function digests(
  client: JaegerClient,
  query: TraceQuery,
  signal?: AbortSignal,
): Promise<{ digests: TraceDigest[]; warnings: Warning[] }> {
  const answer = await client.get('/api/v3/trace-summaries', searchParametersV3(query), signal);
  if (answer.kind === 'absent' && answer.fromApi) return { digests: [], warnings: [] };
  return { digests: readSummariesV3(bodyOf(client, answer)), warnings: [] };
}

/** As the server wrote it: whoever shows the trace reads it, so that nobody waits here while it is turned over. */
async function document(
  client: JaegerClient,
  abilities: Abilities,
  traceId: string,
  options?: DocumentOptions,
): Promise<TraceDocument> {
  const path = abilities.v3 ? `/api/v3/traces/${traceId}` : `/api/traces/${traceId}`;
  const answer = await client.open(path, NO_PARAMETERS, options);
  if (answer.kind === 'absent' && answer.fromApi) throw noSuchTrace(traceId);
  if (answer.kind !== 'stream') throw unexpected(client);
  return answer;
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
