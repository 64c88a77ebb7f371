/**
 * Fetches a graph as columns, after the first time as what changed (see lib/graph/transport). What cannot be read, of
 * an older server or a broken stream, is asked for again as JSON: the picture never depends on the shortcut.
 */

import type { GraphAnswer } from '@/lib/graph/contract';
import type { SlimAnswer } from '@/lib/graph/transport/slim-answer';
import { takeEarlyResponse } from './early-question';
import { fetchAnswer, fetchResponse } from './fetch-answer';
import { GRAPH_ACCEPT, GRAPH_COLUMNS, graphPath } from './graph-request';
import { inSlices } from './in-slices';

const DELTA = 'periplus-columns';

interface Known {
  readonly version: string;
  readonly slim: SlimAnswer;
  readonly answer: GraphAnswer;
}

/** The newest answer by question. Few: a base that is not here costs a whole answer, nothing more. */
const known = new Map<string, Known>();
const MOST_KNOWN = 4;

function loadTransport() {
  return Promise.all([import('@/lib/graph/transport/snapshot'), import('@/lib/graph/transport/slim-answer')]);
}

/** Begins to load what reads a graph; a failure is nobody's concern before there is one to read. */
export function prepareFetchGraph(): void {
  loadTransport().catch(() => undefined);
}

/** `params` are those of `GET /api/graph`. The same object comes back when nothing changed. */
export async function fetchGraph(params: string, signal: AbortSignal): Promise<GraphAnswer> {
  const path = graphPath(params);
  const transport = loadTransport();
  // Handled where it is awaited; until then a failed import must not count as unhandled.
  transport.catch(() => undefined);
  const base = known.get(params);
  const headers = {
    Accept: GRAPH_ACCEPT,
    ...(base !== undefined && { 'If-None-Match': `"${base.version}"`, 'A-IM': DELTA }),
  };
  const early = takeEarlyResponse(path, signal);
  const response = await fetchResponse(path, headers, { signal, early });
  if (response.status === 304 && base !== undefined) return base.answer;
  try {
    const [{ unpackSteps }, { fullSteps }] = await transport;
    const slim = await inSlices(unpackSteps(await columnsOf(response), base?.slim ?? null), signal);
    const answer = await inSlices(fullSteps(slim), signal);
    remember(params, { version: versionOf(response), slim, answer });
    return answer;
  } catch (error) {
    if (signal.aborted) throw error;
    known.delete(params);
    const contract = async () => (await import('@/lib/graph/contract')).graphAnswerSchema;
    return fetchAnswer(path, contract, { signal });
  }
}

/** The columns are compressed within the body. */
async function columnsOf(response: Response): Promise<Uint8Array> {
  const { body, headers } = response;
  if (body === null || headers.get('Content-Type') !== GRAPH_COLUMNS)
    throw new TypeError('The answer is not the columns that were asked for.');
  const plain = new Response(body.pipeThrough(new DecompressionStream('gzip')));
  return new Uint8Array(await plain.arrayBuffer());
}

function versionOf(response: Response): string {
  return (response.headers.get('ETag') ?? '').replace(/^W\//, '').replaceAll('"', '');
}

function remember(params: string, one: Known): void {
  known.delete(params);
  known.set(params, one);
  const [oldest] = known.keys();
  if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
}
