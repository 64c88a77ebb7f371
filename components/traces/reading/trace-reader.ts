/**
 * The page's end of the worker that reads traces. One worker serves the tab; where none can be had, the page does the
 * work itself.
 */
import { AnswerProblem } from '@/components/shell/answer-problem';
import type { TraceComparison } from '@/lib/traces/compare/comparison';
import type { FlameBars, FlameKind } from '@/lib/traces/flame/flame-bars';
import type { Trace } from '@/lib/traces/model/trace';
import type { OpenedTrace } from '@/lib/traces/opened';
import type { Change } from '@/lib/traces/what-if';
import type { Numbered, ReadTrace, TraceQuestion, TraceReply } from './messages';

export interface ReadOptions {
  /** Move spans whose clock was off; on unless said otherwise. */
  readonly adjustClocks?: boolean;
}

export interface TracesRead {
  readonly traces: readonly ReadTrace[];
  /** What the server could not do for a part of the answer. */
  readonly errors: readonly string[];
}

/** The traces in the body of an answer. Throws `AnswerProblem`; a cancelled request throws `AbortError`. */
export async function readAnswer(response: Response, options: ReadOptions = {}): Promise<TracesRead> {
  const { adjustClocks = true } = options;
  const chunks = await chunksOf(response);
  const reply = await ask(
    { kind: 'read', chunks, adjustClocks },
    chunks.map((chunk) => chunk.buffer),
  );
  return tracesOf(reply);
}

/** The traces in a file. It is read in the browser and never sent. Throws `AnswerProblem`. */
export async function readFile(file: Blob, options: ReadOptions = {}): Promise<TracesRead> {
  return tracesOf(await ask({ kind: 'file', file, adjustClocks: options.adjustClocks ?? true }));
}

/** Rows that match a query (lib/traces/trace-query.ts), in order. */
export async function searchTrace(
  opened: OpenedTrace & { readonly id: number },
  query: string,
): Promise<Int32Array> {
  const first = await ask({ kind: 'search', id: opened.id, query });
  if (first.kind === 'rows' && first.rows !== null) return first.rows;
  await ask({ kind: 'adopt', id: opened.id, trace: opened.trace });
  const second = await ask({ kind: 'search', id: opened.id, query });
  return second.kind === 'rows' && second.rows !== null ? second.rows : new Int32Array(0);
}

/** Two traces laid over one another. Throws `AnswerProblem`. */
export async function compareRead(a: ReadTrace, b: ReadTrace): Promise<TraceComparison> {
  const question = { kind: 'compare', a: a.id, b: b.id } as const;
  const first = await ask(question);
  if (first.kind === 'comparison' && first.comparison !== null) return first.comparison;
  await ask({ kind: 'adopt', id: a.id, trace: a.trace });
  await ask({ kind: 'adopt', id: b.id, trace: b.trace });
  const second = await ask(question);
  if (second.kind === 'comparison' && second.comparison !== null) return second.comparison;
  throw new AnswerProblem({ status: 200, code: 'internal', message: 'The traces cannot be compared.' });
}

/** The bars of a trace's flame graph, reckoned beside the page. */
export async function flameOf(
  opened: { readonly id: number; readonly trace: Trace },
  by: FlameKind,
): Promise<FlameBars | null> {
  const question = { kind: 'flame', id: opened.id, by } as const;
  const first = await ask(question);
  if (first.kind === 'flame' && first.bars !== null) return first.bars;
  await ask({ kind: 'adopt', id: opened.id, trace: opened.trace });
  const second = await ask(question);
  return second.kind === 'flame' ? second.bars : null;
}

/** By how much the trace would end earlier after each change, ns, reckoned beside the page. */
export async function gainsOfRead(
  opened: { readonly id: number; readonly trace: Trace },
  changes: readonly Change[],
): Promise<readonly number[]> {
  const question = { kind: 'gains', id: opened.id, changes } as const;
  const first = await ask(question);
  if (first.kind === 'gains' && first.gains !== null) return first.gains;
  await ask({ kind: 'adopt', id: opened.id, trace: opened.trace });
  const second = await ask(question);
  return second.kind === 'gains' ? (second.gains ?? []) : [];
}

async function chunksOf(response: Response): Promise<Uint8Array<ArrayBuffer>[]> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const reader = response.body?.getReader();
  if (reader === undefined) return chunks;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) chunks.push(part.value);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new AnswerProblem({
      status: response.status,
      code: 'bad-answer',
      message: 'The answer broke off before the whole trace had come.',
      hint: 'The connection to Periplus or to Jaeger was lost: try again.',
    });
  }
  return chunks;
}

function tracesOf(reply: TraceReply): TracesRead {
  if (reply.kind === 'traces') return reply;
  throw new AnswerProblem({ status: 200, code: 'bad-answer', message: 'The trace cannot be read.' });
}

let worker: Worker | null | undefined;
let requests = 0;
const waiting = new Map<number, { resolve(reply: TraceReply): void; reject(problem: AnswerProblem): void }>();

async function ask(question: TraceQuestion, transfer: Transferable[] = []): Promise<TraceReply> {
  if (worker === undefined) worker = startWorker();
  const desk = worker;
  const reply = desk === null ? await answerHere(question) : await answerOf(desk, question, transfer);
  if (reply.kind !== 'fault') return reply;
  throw new AnswerProblem({ status: 200, code: reply.code, message: reply.message, hint: reply.hint });
}

function answerOf(desk: Worker, question: TraceQuestion, transfer: Transferable[]): Promise<TraceReply> {
  requests += 1;
  const request = requests;
  return new Promise((resolve, reject) => {
    waiting.set(request, { resolve, reject });
    desk.postMessage({ ...question, request } satisfies Numbered<TraceQuestion>, transfer);
  });
}

/** Kept between questions, as the worker keeps its own. */
let here: Promise<{ answer(question: TraceQuestion): Promise<TraceReply> }> | null = null;

async function answerHere(question: TraceQuestion): Promise<TraceReply> {
  here ??= import('./trace-desk').then(({ TraceDesk }) => new TraceDesk());
  return (await here).answer(question);
}

function startWorker(): Worker | null {
  if (typeof Worker === 'undefined') return null;
  const started = new Worker(new URL('./trace.worker.ts', import.meta.url));
  started.onmessage = ({ data }: MessageEvent<Numbered<TraceReply>>) => {
    waiting.get(data.request)?.resolve(data);
    waiting.delete(data.request);
  };
  // Out of memory, most likely. The next question starts another.
  started.onerror = (event) => {
    event.preventDefault();
    worker = undefined;
    started.terminate();
    const problem = new AnswerProblem({
      status: 200,
      code: 'internal',
      message: 'The part of this page that reads traces has stopped.',
      hint: 'The trace may need more memory than this browser has. Reload the page to try again.',
    });
    for (const { reject } of waiting.values()) reject(problem);
    waiting.clear();
  };
  return started;
}
