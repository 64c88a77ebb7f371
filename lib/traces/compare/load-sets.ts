/** Answers `GET /api/traces/sets` from the trace port: draws the traces of both sets and compares them. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Fault, type Warning } from '@/lib/mesh/fault';
import { PARTS, type SpreadTraces, spreadTraces } from '@/lib/traces/find/spread-traces';
import type { TraceSearchRequest } from '@/lib/traces/find/terms';
import { matchTrace } from '@/lib/traces/language/evaluate';
import { parseTraceQuery } from '@/lib/traces/language/parser';
import { mainRoot, serviceOf, type Trace } from '@/lib/traces/model/trace';
import type { TracePort } from '@/lib/traces/search';
import { quantileOf } from './group';
import { SlowLimits } from './set-features';
import { SetCounter } from './sets';
import type { SetsProgress, TraceSetsAnswer } from './sets-contract';
import { narrowingCondition, type SplitTerms, splitConditions } from './split';

/** Traces of each set, at most. */
export const MOST_IN_SET = 300;
/** Spans that are compared, at most: more would take this server's memory and time from others. */
const MOST_SPANS = 300_000;
const MOST_DIFFERENCES = 300;
/** Without a word of the reader's, a tenth of the traces is slow. */
const SLOW_SHARE = 0.9;

export interface SetsRequest extends TraceSearchRequest {
  /** `at` is null where the reader leaves it to us. */
  readonly split: Omit<SplitTerms, 'services'>;
}

export interface SetsOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: SetsProgress) => void) | undefined;
}

/** Throws as `loadTraceSearch` does, and `bad-request` where the moment is not within the window. */
export async function loadTraceSets(
  port: TracePort,
  { split: asked, ...search }: SetsRequest,
  options: SetsOptions = {},
): Promise<TraceSetsAnswer> {
  const drawing = new Drawing(port, search, options, asked.split === 'moment' ? 2 : 3);
  const services = search.services ?? [];
  const { terms, sides, base } =
    asked.split === 'moment'
      ? await drawByTime(drawing, { ...asked, services })
      : await drawByCondition(drawing, { ...asked, services });
  const both = new Set([...sides.a.keys()].filter((id) => sides.b.has(id)));
  const [a, b] = [sides.a, sides.b].map((side) =>
    [...side.values()].filter(({ traceId }) => !both.has(traceId)).slice(0, MOST_IN_SET),
  );
  const kept = withinSpans(a ?? [], b ?? [], drawing.warnings);
  const compared = await compareInTurns(kept.a, kept.b, options.signal);
  const conditions = splitConditions(terms);
  const windows = windowsOf(terms, search.window);
  return {
    split: terms.split,
    at: terms.at === null ? null : terms.split === 'moment' ? terms.at / 1e6 : terms.at,
    chosenHere: asked.at === null && terms.at !== null,
    a: { size: compared.sizeA, condition: conditions.a, ...windows.a },
    b: { size: compared.sizeB, condition: conditions.b, ...windows.b },
    looked: drawing.looked,
    both: both.size,
    neither: base.filter(({ traceId }) => !sides.a.has(traceId) && !sides.b.has(traceId)).length,
    cut: drawing.cut,
    features: compared.features,
    differences: compared.differences.slice(0, MOST_DIFFERENCES).map((difference) => ({ ...difference })),
    more: Math.max(0, compared.differences.length - MOST_DIFFERENCES),
    warnings: [...drawing.warnings.values()],
  };
}

interface Drawn {
  readonly terms: SplitTerms;
  readonly sides: { readonly a: Map<string, Trace>; readonly b: Map<string, Trace> };
  /** Of the search itself. */
  readonly base: readonly Trace[];
}

/** Counts what several searches look at, and tells how far they are. */
class Drawing {
  readonly warnings = new Map<string, Warning>();
  looked = 0;
  cut = false;
  #parts = 0;

  constructor(
    readonly port: TracePort,
    readonly search: TraceSearchRequest,
    readonly options: SetsOptions,
    /** Searches that there will be, at most. */
    readonly searches: number,
  ) {}

  async draw(change: Partial<TraceSearchRequest>): Promise<SpreadTraces> {
    const before = this.looked;
    const found = await spreadTraces(
      this.port,
      { ...this.search, limit: MOST_IN_SET, ...change },
      {
        signal: this.options.signal,
        onPart: (looked) => {
          this.#parts += 1;
          const of = this.searches * PARTS;
          this.options.onProgress?.({ done: this.#parts, of, traces: before + looked });
        },
      },
    );
    this.looked += found.looked;
    this.cut ||= found.cut;
    for (const warning of found.warnings) this.warnings.set(warning.message, warning);
    return found;
  }
}

function windowsOf(terms: SplitTerms, window: TraceSearchRequest['window']) {
  const { fromSeconds, toSeconds } = window;
  if (terms.split !== 'moment') return { a: { fromSeconds, toSeconds }, b: { fromSeconds, toSeconds } };
  const at = (terms.at ?? 0) / 1e6;
  return { a: { fromSeconds, toSeconds: at }, b: { fromSeconds: at, toSeconds } };
}

async function drawByTime(drawing: Drawing, asked: SplitTerms): Promise<Drawn> {
  const { fromSeconds, toSeconds } = drawing.search.window;
  const at = asked.at ?? ((fromSeconds + toSeconds) / 2) * 1e6;
  if (at <= fromSeconds * 1e6 || at >= toSeconds * 1e6) {
    const message = 'The moment is not within the window.';
    throw new Fault('bad-request', message, {
      hint: 'Choose a moment within it, or a window that has the moment in it.',
      issues: [{ path: ['at'], message }],
    });
  }
  const terms = { ...asked, at };
  const windows = windowsOf(terms, drawing.search.window);
  const before = await drawing.draw({ window: windows.a });
  const after = await drawing.draw({ window: windows.b });
  return { terms, sides: { a: byId(before.traces), b: byId(after.traces) }, base: [] };
}

async function drawByCondition(drawing: Drawing, asked: SplitTerms): Promise<Drawn> {
  const { traces: base } = await drawing.draw({});
  const terms = asked.split === 'slow' && asked.at === null ? { ...asked, at: slowFromUs(base) } : asked;
  const conditions = splitConditions(terms);
  const sides = { a: new Map<string, Trace>(), b: new Map<string, Trace>() };
  for (const side of ['a', 'b'] as const) {
    const belongs = testOf(conditions[side]);
    const take = (traces: readonly Trace[]): void => {
      for (const trace of traces) if (belongs(trace)) sides[side].set(trace.traceId, trace);
    };
    take(base);
    const narrowing = narrowingCondition(terms, side);
    if (narrowing === null || sides[side].size >= MOST_IN_SET / 2) continue;
    // The service's own span is slow in a slow trace only where it is the one that the others work for.
    if (terms.split === 'slow' && !startsWith(base, terms.services)) continue;
    const q = (drawing.search.q ?? '').trim();
    if (isOfOneSpan(q))
      take((await drawing.draw({ q: q === '' ? narrowing : `(${q}) and ${narrowing}` })).traces);
  }
  return { terms, sides, base };
}

function slowFromUs(traces: readonly Trace[]): number {
  const durations = traces.map(({ totalNs }) => totalNs / 1000).sort((x, y) => x - y);
  return Math.max(1, Math.round(quantileOf(durations, SLOW_SHARE)));
}

function startsWith(traces: readonly Trace[], services: readonly string[]): boolean {
  return traces.every((trace) => trace.count === 0 || services.includes(serviceOf(trace, mainRoot(trace))));
}

/** A further condition without braces can be added to it. */
function isOfOneSpan(q: string): boolean {
  const parsed = parseTraceQuery(q);
  return (
    parsed.kind === 'empty' ||
    (parsed.kind === 'expression' && parsed.expression.kind === 'some' && !parsed.expression.braces)
  );
}

/** Throws `bad-request` for a condition that is none: the field of `versions` is the reader's. */
function testOf(condition: string | null): (trace: Trace) => boolean {
  const parsed = parseTraceQuery(condition ?? '');
  if (parsed.kind === 'expression') {
    const { expression } = parsed;
    return (trace) => matchTrace(expression, trace).matches;
  }
  const message = parsed.kind === 'problem' ? parsed.problem.message : 'Nothing tells the sets apart.';
  throw new Fault('bad-request', message, { issues: [{ path: ['by'], message }] });
}

function byId(traces: readonly Trace[]): Map<string, Trace> {
  return new Map(traces.map((trace) => [trace.traceId, trace]));
}

/** From each set the same share, if they have too many spans together. */
function withinSpans(a: readonly Trace[], b: readonly Trace[], warnings: Map<string, Warning>) {
  const spans = [...a, ...b].reduce((sum, trace) => sum + trace.count, 0);
  if (spans <= MOST_SPANS) return { a, b };
  const message = `The traces have ${spans.toLocaleString('en-US')} spans together: a part of them was compared, with ${MOST_SPANS.toLocaleString('en-US')} at most.`;
  warnings.set(message, { source: 'jaeger', code: 'partial', message });
  const part = (traces: readonly Trace[]): readonly Trace[] => {
    const limit = (MOST_SPANS * traces.length) / Math.max(1, a.length + b.length);
    let sum = 0;
    return traces.filter(({ count }) => {
      if (sum + count > limit) return false;
      sum += count;
      return true;
    });
  };
  return { a: part(a), b: part(b) };
}

/** As `compareSets`, letting others have their turn between traces. */
async function compareInTurns(a: readonly Trace[], b: readonly Trace[], signal: AbortSignal | undefined) {
  let spans = 0;
  const breathe = async (trace: Trace): Promise<void> => {
    spans += trace.count;
    if (spans < 2000) return;
    spans = 0;
    await nextTurn();
    signal?.throwIfAborted();
  };
  const limits = new SlowLimits();
  for (const trace of [...a, ...b]) {
    limits.add(trace);
    await breathe(trace);
  }
  const counter = new SetCounter(limits.finish());
  for (const [side, traces] of [['a', a] as const, ['b', b] as const]) {
    for (const trace of traces) {
      counter.add(trace, side);
      await breathe(trace);
    }
  }
  return counter.finish();
}
