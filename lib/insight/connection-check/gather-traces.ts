/** Asks the source of traces what the connection check wants to know. */
import type { TimeWindow } from '@/lib/mesh/time-window';
import type { TracePort } from '@/lib/traces/search';
import type { TraceFacts } from './facts';
import { asFailure } from './failure-of';

/** Enough to meet a recent one: sources do not say that the newest come first. */
const TRACES = 20;

export async function gatherTraces(
  port: TracePort | null,
  window: TimeWindow,
  signal?: AbortSignal,
): Promise<TraceFacts | null> {
  if (port === null) return null;
  try {
    const [services, { allServices, apis = [] }] = await Promise.all([
      port.services(signal),
      port.abilities(signal),
    ]);
    const found = { failure: null, services, searchesAllServices: allServices, apis };
    const service = allServices ? null : (services[0] ?? null);
    if (services.length === 0) return { ...found, newestAgeSeconds: null, searchFailure: null };
    try {
      const newestAgeSeconds = await newestAge(port, service, window, signal);
      return { ...found, newestAgeSeconds, searchFailure: null };
    } catch (error) {
      return { ...found, newestAgeSeconds: null, searchFailure: asFailure(error) };
    }
  } catch (error) {
    const nothing = { services: [], apis: [], newestAgeSeconds: null, searchFailure: null };
    return { ...nothing, failure: asFailure(error), searchesAllServices: false };
  }
}

async function newestAge(
  port: TracePort,
  service: string | null,
  window: TimeWindow,
  signal: AbortSignal | undefined,
): Promise<number | null> {
  const any = { operation: null, tags: {}, minDurationUs: null, maxDurationUs: null, limit: TRACES };
  const span = { startUs: window.fromSeconds * 1e6, endUs: window.toSeconds * 1e6 };
  const { traces } = await port.search({ ...any, ...span, service }, signal);
  const starts = traces.map(({ baseNs }) => Number(baseNs / 1_000_000n) / 1000);
  return starts.length === 0 ? null : window.toSeconds - Math.max(...starts);
}
