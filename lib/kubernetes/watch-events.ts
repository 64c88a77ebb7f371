/** The events of one watch: JSON lines as they come, with an end to a watch that has gone silent. */
import 'server-only';
import { apiFault } from './api-fault';
import type { KubernetesClient } from './client';
import type { WireObject } from './cluster-object';
import type { ListQuery } from './list-pages';
import type { WatchTiming } from './timing';

export type WatchEvent =
  /** The server has begun to answer: nothing is missed from here on. */
  | { readonly type: 'OPENED' }
  | { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'; readonly object: WireObject }
  | { readonly type: 'BOOKMARK'; readonly resourceVersion: string };

/** One object is at most about 1.5 MB in etcd, and a little more as JSON. */
const MAX_LINE_BYTES = 16 * 1024 * 1024;

/** The watch was ended here because nothing came for too long. */
export class StalledWatch extends Error {
  constructor(ms: number) {
    super(`nothing came for ${Math.round(ms / 1000)} s`);
  }
}

/**
 * Events from `resourceVersion` on, until the server ends the watch. Throws as the client does, `ApiFault` for an event
 * of type ERROR (410: the version is too old), `StalledWatch`.
 */
export async function* watchEvents(
  client: KubernetesClient,
  query: ListQuery,
  resourceVersion: string,
  { timing, signal }: { readonly timing: WatchTiming; readonly signal: AbortSignal },
): AsyncGenerator<WatchEvent, void, undefined> {
  const { path, labelSelector, fieldSelector } = query;
  const { body } = await client.stream({
    path,
    query: {
      watch: true,
      allowWatchBookmarks: true,
      resourceVersion,
      timeoutSeconds: Math.max(1, Math.round((timing.watchMs * (1 + Math.random() / 2)) / 1000)),
      labelSelector,
      fieldSelector,
    },
    timeoutMs: timing.listTimeoutMs,
    signal,
  });
  const silence = setTimeout(
    () => body.destroy(new StalledWatch(timing.silenceMs)),
    timing.silenceMs,
  ).unref();
  try {
    yield { type: 'OPENED' };
    for await (const line of jsonLines(body)) {
      silence.refresh();
      yield readEvent(line);
    }
  } finally {
    clearTimeout(silence);
    body.destroy();
  }
}

async function* jsonLines(body: AsyncIterable<Buffer>): AsyncGenerator<string, void, undefined> {
  let begun: Buffer[] = [];
  let size = 0;
  for await (const piece of body) {
    let from = 0;
    for (;;) {
      const end = piece.indexOf(10, from);
      if (end < 0) break;
      begun.push(piece.subarray(from, end));
      if (size + end - from > 0) yield Buffer.concat(begun).toString('utf8');
      begun = [];
      size = 0;
      from = end + 1;
    }
    if (from === piece.length) continue;
    begun.push(piece.subarray(from));
    size += piece.length - from;
    if (size > MAX_LINE_BYTES) throw new Error(`an event is larger than ${MAX_LINE_BYTES >> 20} MB`);
  }
}

function readEvent(line: string): WatchEvent {
  const { type, object } = JSON.parse(line) as { type?: string; object?: WireObject & { code?: number } };
  if (object === undefined) throw new Error('an event without an object');
  switch (type) {
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED':
      return { type, object };
    case 'BOOKMARK':
      return { type, resourceVersion: object.metadata?.resourceVersion ?? '' };
    default:
      throw apiFault(object.code ?? 500, JSON.stringify(object), null, 'console');
  }
}
