/**
 * Who called whom, as Jaeger counts it. `GET /api/dependencies` (milliseconds) is there beside API v3 too, whose own
 * path is declared (`jaeger.api_v3.QueryService`) but which no server has answered on so far; it is tried last.
 */
import 'server-only';
import type { ServiceCalls, TracePort } from '@/lib/traces/search';
import type { JaegerAnswer, JaegerClient } from './client';
import { fieldsOf, isFields, listOf, numberOf, textOf } from './guards';

/** null where the server has neither path, as stores that only speak Jaeger's language of search. */
export async function dependencies(
  client: JaegerClient,
  { startUs, endUs }: Parameters<TracePort['dependencies']>[0],
  signal?: AbortSignal,
): Promise<readonly ServiceCalls[] | null> {
  const [startMs, endMs] = [Math.floor(startUs / 1000), Math.ceil(endUs / 1000)];
  const v1 = new URLSearchParams({ endTs: String(endMs), lookback: String(endMs - startMs) });
  const found = readDependencies(await client.get('/api/dependencies', v1, signal), 'data');
  if (found !== null) return found;
  const v3 = new URLSearchParams({
    start_time: new Date(startMs).toISOString(),
    end_time: new Date(endMs).toISOString(),
  });
  return readDependencies(await client.get('/api/v3/dependencies', v3, signal), 'dependencies');
}

/** `{data:[{parent, child, callCount}]}`, without any `data: null`; `null` when the body has another shape. */
export function readDependencies(
  answer: JaegerAnswer,
  field: 'data' | 'dependencies',
): ServiceCalls[] | null {
  if (answer.kind !== 'json' || !isFields(answer.body) || !(field in answer.body)) return null;
  return listOf(answer.body[field]).flatMap((entry) => {
    const { parent, child, callCount } = fieldsOf(entry);
    const [from, to, calls] = [textOf(parent), textOf(child), numberOf(callCount)];
    return from === null || to === null || calls === null ? [] : [{ parent: from, child: to, calls }];
  });
}
