/** A graph as the browser asked for it: JSON, or columns with what changed against the version that it has. */
import 'server-only';
import { GRAPH_MEDIA_TYPE } from '@/lib/graph/transport/snapshot';
import { processWide } from '@/lib/process-wide';
import { type BuiltGraph, SharedGraphs } from './shared-graphs';

/** The name of our delta in `A-IM` and `IM` (RFC 3229). */
export const DELTA = 'periplus-columns';

export function sharedGraphs(): SharedGraphs {
  return processWide('shared-graphs', () => new SharedGraphs());
}

/** `headers` are those of the request, `scope` is of its reader, see `Sources.scopeKey`. */
export async function graphResponse(graph: BuiltGraph, headers: Headers, scope: string): Promise<Response> {
  const own = versionIn(headers.get('If-None-Match'));
  const answer = new Headers({ ETag: `"${graph.version}"`, Vary: 'Accept, A-IM' });
  if (own === graph.version) return new Response(null, { status: 304, headers: answer });
  if (!accepts(headers.get('Accept'), GRAPH_MEDIA_TYPE)) {
    answer.set('Content-Type', 'application/json; charset=utf-8');
    return new Response(JSON.stringify(graph.answer), { headers: answer });
  }
  const base = accepts(headers.get('A-IM'), DELTA) ? sharedGraphs().version(scope, own) : null;
  answer.set('Content-Type', GRAPH_MEDIA_TYPE);
  if (base !== null) {
    answer.set('IM', DELTA);
    answer.set('Delta-Base', `"${base.version}"`);
  }
  // Compressed within the body: Next takes Content-Encoding away from a handler's answer.
  return new Response(await graph.gzipped(base), { status: base === null ? 200 : 226, headers: answer });
}

/** Whether a list header names it, whatever stands behind a semicolon. */
function accepts(header: string | null, name: string): boolean {
  return (header ?? '').split(',').some((part) => part.split(';')[0]?.trim().toLowerCase() === name);
}

/** A proxy that compresses anew may have made the tag weak. */
function versionIn(tag: string | null): string | null {
  return tag === null ? null : (/^(?:W\/)?"([^"]+)"$/.exec(tag.trim())?.[1] ?? null);
}
