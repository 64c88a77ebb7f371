/**
 * Sends the demo's traces to a real Jaeger by OTLP: the last hour first, newest traces before older ones so that
 * there is something to see at once, then each trace as it ends.
 */
import type { MeshTraffic } from '@/demo/traffic/mesh-traffic';
import { sendSpans } from '@/e2e/servers/jaeger/otlp';
import type { Span } from '@/lib/traces/model/span';
import { type DrawnTrace, drawTrace, spansOf } from './demo-traces';
import { indexAt, TRACES_PER_SECOND, traceIdOf } from './trace-index';

export interface PushOptions {
  readonly traffic: () => MeshTraffic;
  readonly queryUrl: URL;
  readonly otlpUrl: URL;
  /** How far back, seconds. */
  readonly backSeconds: number;
  readonly say: (line: string) => void;
}

export interface Pushing {
  /** Resolves when the past is sent. */
  readonly pastSent: Promise<void>;
  stop(): Promise<void>;
}

const BATCH_TRACES = 100;
const LIVE_EVERY_MS = 1000;

export function pushTraces(options: PushOptions): Pushing {
  const ending = new AbortController();
  const begun = Date.now() / 1000;
  const work = (what: Promise<void>) =>
    what.catch((error: unknown) => {
      if (ending.signal.aborted) return;
      options.say(`Traces no longer reach Jaeger: ${error instanceof Error ? error.message : String(error)}`);
    });
  const pastSent = work(pushPast(options, begun, ending.signal));
  const live = work(pushLive(options, begun, ending.signal));
  return {
    pastSent,
    stop: async () => {
      ending.abort();
      await Promise.all([pastSent, live]);
    },
  };
}

async function pushPast(options: PushOptions, toSeconds: number, signal: AbortSignal): Promise<void> {
  const oldest = indexAt(toSeconds - options.backSeconds);
  // A Jaeger that outlives the demo has most of it already; sent again, its spans would be there twice.
  const mayHaveSome = await isInUse(options.queryUrl, signal);
  for (let newest = indexAt(toSeconds) - 1; newest >= oldest; newest -= BATCH_TRACES) {
    if (signal.aborted) return;
    const traffic = options.traffic();
    const spans: Span[] = [];
    for (let index = newest; index > newest - BATCH_TRACES && index >= oldest; index -= 1) {
      const trace = drawTrace(traffic, index);
      // What has not ended yet is sent with the live ones.
      if (endSeconds(trace) > toSeconds) continue;
      const id = traceIdOf(traffic.history.seed, index);
      if (mayHaveSome && (await has(options.queryUrl, id, signal))) continue;
      spans.push(...spansOf(traffic, trace));
    }
    await sendSpans(options.otlpUrl, spans, signal);
  }
  options.say('Jaeger has the traces of the past.');
}

async function pushLive(options: PushOptions, fromSeconds: number, signal: AbortSignal): Promise<void> {
  const longest = 40 * TRACES_PER_SECOND;
  let next = indexAt(fromSeconds);
  let waiting: DrawnTrace[] = [];
  for (let index = next - longest; index < next; index += 1) {
    const trace = drawTrace(options.traffic(), index);
    if (endSeconds(trace) > fromSeconds) waiting.push(trace);
  }
  while (!signal.aborted) {
    const now = Date.now() / 1000;
    const traffic = options.traffic();
    for (; next < indexAt(now); next += 1) waiting.push(drawTrace(traffic, next));
    const ended = waiting.filter((trace) => endSeconds(trace) <= now);
    waiting = waiting.filter((trace) => endSeconds(trace) > now);
    if (ended.length > 0) {
      await sendSpans(
        options.otlpUrl,
        ended.flatMap((trace) => spansOf(traffic, trace)),
        signal,
      );
    }
    await pause(LIVE_EVERY_MS, signal);
  }
}

function endSeconds(trace: DrawnTrace): number {
  return trace.startUs / 1e6 + trace.hop.durationMs / 1000;
}

async function isInUse(queryUrl: URL, signal: AbortSignal): Promise<boolean> {
  const answer = await fetch(`${queryUrl.href.replace(/\/$/, '')}/api/services`, { signal });
  return (await answer.text()).includes('"istio-ingressgateway.istio-system"');
}

async function has(queryUrl: URL, traceId: string, signal: AbortSignal): Promise<boolean> {
  const answer = await fetch(`${queryUrl.href.replace(/\/$/, '')}/api/traces/${traceId}`, { signal });
  const text = await answer.text();
  return answer.ok && text.includes(traceId);
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
