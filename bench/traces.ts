/**
 * Opening a trace of 100,000 spans with the functions of the page's worker, beside the straightforward way with one object
 * per span (object-traces.ts); a trace of a million spans, and a chain of 100,000, which the straightforward way cannot open.
 * What the page itself does with the trace is measured by trace-page.
 */
import { criticalPath } from '@/lib/traces/critical-path';
import { arrangeTrace } from '@/lib/traces/model/arrange';
import { buffersOf, type Trace } from '@/lib/traces/model/trace';
import { openColumns } from '@/lib/traces/opened';
import { readColumns } from '@/lib/traces/reading/read-traces';
import { searchIndex, searchRows } from '@/lib/traces/trace-search';
import { type Figure, median } from './figure';
import { objectCriticalPath, objectSearch, objectTrace } from './object-traces';
import { eightEach, jaegerBytes, nearParent, TRACE_SEED } from './trace-samples';

type OnFigure = (figure: Figure) => void;

const SPANS = 100_000;
const RUNS = 5;

/** Words as they are typed: one in many spans, one in few, a pair. */
const QUERIES = ['orders/77', 'service-3', 'http.response.status_code=503'];

interface Times {
  readonly read: number[];
  readonly index: number[];
  readonly path: number[];
  readonly search: number[];
}

const noTimes = (): Times => ({ read: [], index: [], path: [], search: [] });

export async function benchTraces(onFigure: OnFigure): Promise<void> {
  const bytes = jaegerBytes(SPANS, eightEach);
  const ours = noTimes();
  const plain = noTimes();
  for (let run = 0; run <= RUNS; run += 1) {
    const first = run === 0;
    time(ours, first, bytes);
    timeObjects(plain, first, bytes);
  }
  compare(
    onFigure,
    'bytes to rows of 100,000 spans',
    sums(ours.read, ours.index),
    sums(plain.read, plain.index),
    1,
  );
  limited(onFigure, 'index of 100,000 spans', ours.index, 120);
  compare(onFigure, 'critical path of 100,000 spans', ours.path, plain.path, 1);
  limited(onFigure, 'critical path of 100,000 spans, time', ours.path, 200);
  compare(onFigure, 'search in 100,000 spans', ours.search, plain.search, 0.5);
  limited(onFigure, 'search in 100,000 spans, time', ours.search, 50);
  memory(onFigure, bytes);
  worstPaths(onFigure);
  chain(onFigure);
  million(onFigure);
}

function clocked(into: number[], isWarmUp: boolean, startedAt: number): number {
  const now = performance.now();
  if (!isWarmUp) into.push(now - startedAt);
  return now;
}

function time(times: Times, isWarmUp: boolean, bytes: Uint8Array): void {
  let at = performance.now();
  const [columns] = readColumns(bytes).columns;
  if (columns === undefined) throw new Error('The trace did not come back.');
  at = clocked(times.read, isWarmUp, at);
  const trace = arrangeTrace(columns);
  at = clocked(times.index, isWarmUp, at);
  const path = criticalPath(trace);
  clocked(times.path, isWarmUp, at);
  if (!(path.totalNs > 0)) throw new Error('The trace has no critical path.');
  const index = searchIndex(trace);
  for (const query of QUERIES) {
    at = performance.now();
    const rows = searchRows(index, query);
    clocked(times.search, isWarmUp, at);
    if (rows.length === 0) throw new Error(`Nothing was found for ${query}.`);
  }
}

function timeObjects(times: Times, isWarmUp: boolean, bytes: Uint8Array): void {
  let at = performance.now();
  const trace = objectTrace(new TextDecoder().decode(bytes));
  at = clocked(times.read, isWarmUp, at);
  // Parsing and ordering are one step here.
  if (!isWarmUp) times.index.push(0);
  objectCriticalPath(trace);
  clocked(times.path, isWarmUp, at);
  for (const query of QUERIES) {
    at = performance.now();
    objectSearch(trace, query);
    clocked(times.search, isWarmUp, at);
  }
}

function sums(one: readonly number[], other: readonly number[]): number[] {
  return one.map((value, index) => value + (other[index] ?? 0));
}

function compare(
  onFigure: OnFigure,
  name: string,
  ours: readonly number[],
  plain: readonly number[],
  goal: number,
): void {
  const note = `${median(ours).toFixed(0)} ms against ${median(plain).toFixed(0)} ms, seed ${TRACE_SEED}, medians of ${ours.length}`;
  onFigure({
    name: `${name} / one object per span`,
    value: median(ours) / median(plain),
    unit: '×',
    goal,
    note,
  });
}

function limited(onFigure: OnFigure, name: string, times: readonly number[], goal: number): void {
  onFigure({
    name,
    value: median(times),
    unit: 'ms',
    goal,
    note: `most ${Math.max(...times).toFixed(0)} ms`,
  });
}

function sizeOf(trace: Trace): number {
  return buffersOf(trace).reduce((sum, buffer) => sum + buffer.byteLength, 0);
}

/** What is kept of a trace on the page and in the worker, search index included, beside the size of its JSON. */
function memory(onFigure: OnFigure, bytes: Uint8Array): void {
  const [columns] = readColumns(bytes).columns;
  if (columns === undefined) return;
  const { trace, path, self } = openColumns(columns, true);
  const index = searchIndex(trace);
  const opened =
    sizeOf(trace) + buffersOf(path).reduce((sum, buffer) => sum + buffer.byteLength, self.byteLength);
  const kept = 2 * opened + index.values.length + index.valueAt.byteLength;
  onFigure({
    name: 'memory of an open trace / its JSON',
    value: kept / bytes.length,
    unit: '×',
    goal: 4,
    note: `${megabytes(kept)} in page and worker; ${megabytes(bytes.length)} of JSON`,
  });
}

/** One span with all others below it, back to back and side by side: most sections, and most children to choose from. */
function worstPaths(onFigure: OnFigure): void {
  const [columns] = readColumns(jaegerBytes(SPANS, () => 0)).columns;
  if (columns === undefined) return;
  const trace = arrangeTrace(columns);
  const times = Array.from({ length: RUNS }, () => {
    const startedAt = performance.now();
    criticalPath(trace);
    return performance.now() - startedAt;
  });
  limited(onFigure, 'critical path of one span with 99,999 children', times, 200);
}

function chain(onFigure: OnFigure): void {
  const bytes = jaegerBytes(SPANS, (index) => index - 1);
  const startedAt = performance.now();
  const [columns] = readColumns(bytes).columns;
  if (columns === undefined) return;
  const { trace } = openColumns(columns, true);
  const took = performance.now() - startedAt;
  if (trace.maxDepth !== SPANS - 1) throw new Error('The chain is not whole.');
  const stack = failure(() => objectTrace(new TextDecoder().decode(bytes)));
  onFigure({
    name: 'chain of 100,000 spans opens',
    value: took,
    unit: 'ms',
    goal: 2500,
    note: `one object per span: ${stack}`,
  });
}

function million(onFigure: OnFigure): void {
  const bytes = jaegerBytes(1_000_000, nearParent);
  const startedAt = performance.now();
  const [columns] = readColumns(bytes).columns;
  if (columns === undefined) return;
  const { trace } = openColumns(columns, true);
  const took = performance.now() - startedAt;
  if (trace.count !== 1_000_000) throw new Error('The trace is not whole.');
  const plain = failure(() => objectTrace(new TextDecoder().decode(bytes)));
  onFigure({
    name: '1,000,000 spans open',
    value: took / 1000,
    unit: 's',
    goal: 30,
    note: `${megabytes(bytes.length)} of JSON, ${megabytes(sizeOf(trace))} of columns; one object per span: ${plain}`,
  });
}

function failure(run: () => unknown): string {
  try {
    run();
    return 'opens too';
  } catch (error) {
    return error instanceof Error ? error.message.slice(0, 60) : String(error);
  }
}

function megabytes(size: number): string {
  return `${(size / 1e6).toFixed(0)} MB`;
}
