/** Answers one question for logs: opens every container, merges by time, keeps the limits and says where they cut. */
import { Fault } from '@/lib/mesh/fault';
import { LONGEST_FOLLOW_SECONDS, type LogEvent, type LogsQuery, MOST_BYTES } from './contract';
import { lineFilter } from './line-filter';
import { readLines } from './line-reader';
import { mergeByTime } from './merge-by-time';
import type { PodLogPort, PodLogRequest } from './port';

/** A line of one container that is followed waits this long for an older one of another. */
const PATIENCE_MS = 300;

type Item =
  | {
      readonly timeMs: number | null;
      readonly event: LogEvent;
      readonly bytes: number;
      readonly search: string;
    }
  | { readonly timeMs: null; readonly event: LogEvent; readonly bytes: 0; readonly search: null };

/**
 * Throws `bad-request` at once for a pattern that RE2 does not read, and the fault of the container where a single
 * one is asked for and refused; with several, each that fails is a notice and the others go on.
 */
export async function openLogs(
  port: PodLogPort,
  query: LogsQuery,
  signal: AbortSignal,
): Promise<AsyncGenerator<LogEvent>> {
  const wanted = lineFilter({ text: query.find, isPattern: query.pattern });
  const alive = new AbortController();
  const both = AbortSignal.any([signal, alive.signal]);
  const opened = await Promise.all(
    query.sources.map(async (source, index) => {
      try {
        return itemsOf(await port.open(requestOf(query, source), both), index, both);
      } catch (error) {
        if (query.sources.length === 1 || signal.aborted) throw error;
        return single(noticeOf(error, index));
      }
    }),
  );
  return limited(opened, query, wanted, alive, signal);
}

function requestOf(query: LogsQuery, source: string): PodLogRequest {
  const [pod = '', container = ''] = source.split('/');
  return {
    namespace: query.namespace,
    pod,
    container,
    previous: query.previous,
    follow: query.follow && !query.previous,
    // A range has its own end: the last lines before now may all be later.
    tailLines: query.until === undefined ? query.tail : null,
    sinceSeconds: query.since ?? null,
    limitBytes: query.follow ? null : MOST_BYTES,
  };
}

async function* limited(
  sources: readonly AsyncIterable<Item>[],
  query: LogsQuery,
  wanted: ((line: string) => boolean) | null,
  alive: AbortController,
  signal: AbortSignal,
): AsyncGenerator<LogEvent> {
  const patience = () => new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS));
  let timeUp = false;
  const timer = setTimeout(() => {
    timeUp = true;
    alive.abort();
  }, LONGEST_FOLLOW_SECONDS * 1000);
  let bytes = 0;
  try {
    for await (const item of mergeByTime(sources, query.follow ? patience : null)) {
      if (query.until !== undefined && item.timeMs !== null && item.timeMs > query.until * 1000) continue;
      if (wanted !== null && item.search !== null && !wanted(item.search)) continue;
      bytes += item.bytes;
      if (bytes > MOST_BYTES) {
        yield {
          kind: 'end',
          because: 'bytes',
          message: `Cut after ${MOST_BYTES >> 20} MB. Choose a shorter time, fewer containers or a filter for the rest.`,
        };
        return;
      }
      yield item.event;
    }
    yield {
      kind: 'end',
      because: 'complete',
      message: query.follow ? 'The containers have ended.' : 'That is all.',
    };
  } catch (error) {
    signal.throwIfAborted();
    if (!timeUp) throw error;
    yield {
      kind: 'end',
      because: 'time',
      message: `Followed for ${LONGEST_FOLLOW_SECONDS / 60} minutes and stopped here. Follow again to go on.`,
    };
  } finally {
    clearTimeout(timer);
    alive.abort();
  }
}

/** A connection that breaks ends this container with a notice, not the others. */
async function* itemsOf(
  chunks: AsyncIterable<Uint8Array>,
  source: number,
  signal: AbortSignal,
): AsyncGenerator<Item> {
  try {
    for await (const { timeMs, text, cutBytes, binary } of readLines(chunks)) {
      const event: LogEvent = {
        kind: 'line',
        source,
        timeMs,
        text,
        ...(cutBytes > 0 ? { cutBytes } : {}),
        ...(binary ? { binary } : {}),
      };
      yield { timeMs, event, bytes: text.length + 64, search: text };
    }
  } catch (error) {
    signal.throwIfAborted();
    yield noticeOf(error, source);
  }
}

async function* single(item: Item): AsyncGenerator<Item> {
  yield item;
}

function noticeOf(error: unknown, source: number): Item {
  const fault = error instanceof Fault ? error : null;
  return {
    timeMs: null,
    event: {
      kind: 'notice',
      source,
      code: fault?.code ?? 'internal',
      message: fault?.message ?? 'The log could not be read.',
      hint: fault?.hint ?? null,
    },
    bytes: 0,
    search: null,
  };
}
