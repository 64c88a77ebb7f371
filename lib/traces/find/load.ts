/** Answers `GET /api/traces`: asks the source slice by slice, judges what it found, and tells how far it looked. */
import { Fault, type Warning } from '@/lib/mesh/fault';
import type { TraceSearchAnswer, TraceSummary } from '@/lib/traces/contract';
import { matchTrace } from '@/lib/traces/language/evaluate';
import { MOST_SERVICES } from '@/lib/traces/limits';
import { startUnixUs, type Trace } from '@/lib/traces/model/trace';
import type { TraceDigest, TracePort, TraceQuery } from '@/lib/traces/search';
import { summarize } from '@/lib/traces/summary';
import { AttributeCollector } from './known-attributes';
import { planSearch, type SearchPlan, type ServerTerms } from './plan';
import { servedBetween, tagTest } from './served-spans';
import { ShapeCollector } from './shapes';
import { readTerms, type SearchTerms, type TraceSearchRequest } from './terms';
import { type Slice, type Walked, walkBack } from './walk';

/** Traces with their spans in one answer of the source: some hundred spans each stay well below its largest size. */
const CHUNK = 200;

/**
 * Throws `Fault`: `bad-request` with the field that is wrong, and what the port throws. `onTrace` is told of each trace
 * that is found, with its spans.
 */
export async function loadTraceSearch(
  port: TracePort,
  request: TraceSearchRequest,
  signal?: AbortSignal,
  onTrace?: (trace: Trace) => void,
): Promise<TraceSearchAnswer> {
  const terms = readTerms(request);
  const abilities = await port.abilities(signal);
  const plan = planSearch(terms, abilities);
  const warnings = new Map<string, Warning>();
  const services = await servicesOf(port, plan.server, abilities.allServices, warnings, signal);
  const asking: Asking = { port, plan, terms, services, warnings, signal, onTrace };
  // Nothing is to be judged, and many are asked for: their spans would be sent for nothing.
  const bulk =
    onTrace === undefined &&
    abilities.summaries &&
    plan.here.length === 0 &&
    terms.limit > CHUNK &&
    terms.beforeUs === null;
  const found = bulk ? await findDigests(asking) : await findTraces(asking);
  const { walked } = found;
  warnOfWalk(walked, warnings);
  return {
    window: { fromSeconds: request.window.fromSeconds, toSeconds: request.window.toSeconds },
    ...found.answer,
    looked: {
      traces: walked.looked,
      fromUs: walked.fromUs,
      limit: terms.limit,
      stopped: walked.stopped instanceof Fault ? 'source' : walked.stopped,
    },
    next: walked.stopped === null ? null : walked.fromUs,
    here: [...plan.here],
    warnings: [...warnings.values()],
  };
}

interface Asking {
  readonly port: TracePort;
  readonly plan: SearchPlan;
  readonly terms: SearchTerms;
  /** One question each. */
  readonly services: readonly (string | null)[];
  readonly warnings: Map<string, Warning>;
  readonly signal: AbortSignal | undefined;
  readonly onTrace: ((trace: Trace) => void) | undefined;
}

interface Finding {
  readonly walked: Walked;
  readonly answer: Pick<TraceSearchAnswer, 'traces' | 'nodes' | 'shapes' | 'attributes'>;
}

export async function servicesOf(
  port: TracePort,
  server: ServerTerms,
  searchesAll: boolean,
  warnings: Map<string, Warning>,
  signal: AbortSignal | undefined,
): Promise<readonly (string | null)[]> {
  if (server.services.length > 0) return server.services;
  if (searchesAll) return [null];
  const all = await port.services(signal);
  if (all.length > MOST_SERVICES) {
    warn(
      warnings,
      `Jaeger can only be asked service by service, and has ${all.length} of them: the first ${MOST_SERVICES} were searched. Choose the services.`,
    );
  }
  return all.slice(0, MOST_SERVICES);
}

function warn(warnings: Map<string, Warning>, message: string): void {
  warnings.set(message, { source: 'jaeger', code: 'partial', message });
}

export function queryOf(
  { server }: SearchPlan,
  service: string | null,
  fromUs: number,
  toUs: number,
  limit: number,
): TraceQuery {
  return {
    service,
    operation: server.operation,
    tags: server.tags,
    minDurationUs: server.minUs,
    maxDurationUs: server.maxUs,
    startUs: fromUs,
    endUs: toUs,
    limit,
  };
}

async function findTraces(asking: Asking): Promise<Finding> {
  const { port, plan, terms, services, warnings, signal } = asking;
  const shapes = new ShapeCollector();
  const attributes = new AttributeCollector();
  const traces: TraceSummary[] = [];
  const walked = await walkBack<Trace>({
    fromUs: terms.fromUs,
    toUs: terms.beforeUs ?? terms.toUs,
    limit: terms.limit,
    chunk: CHUNK,
    search: async (fromUs, toUs, limit) => {
      const answers = await Promise.all(
        services.map((service) => port.search(queryOf(plan, service, fromUs, toUs, limit), signal)),
      );
      return together(
        answers.map((answer) => answer.traces),
        answers.flatMap((answer) => answer.warnings),
        limit,
        warnings,
      );
    },
    keyOf: (trace) => trace.traceId,
    timeOf: (trace) => startUnixUs(trace, 0),
    take: (found) => {
      for (const trace of found) {
        if (terms.beforeUs !== null && servedBetween(trace, plan.server, terms.beforeUs, terms.toUs))
          continue;
        attributes.add(trace);
        const summary = judged(trace, plan);
        if (summary === null) continue;
        traces.push({ ...summary, shape: shapes.add(trace) });
        asking.onTrace?.(trace);
      }
    },
  });
  return {
    walked,
    answer: { traces: newestFirst(traces), ...shapes.finish(), attributes: attributes.finish() },
  };
}

/** What several questions found, each trace once. Where one answer was cut, the whole counts as cut. */
export function together<T extends { readonly traceId: string }>(
  answers: readonly (readonly T[])[],
  told: readonly Warning[],
  limit: number,
  warnings: Map<string, Warning>,
): Slice<T> {
  for (const warning of told) warnings.set(warning.message, warning);
  const all = new Map(answers.flat().map((trace) => [trace.traceId, trace]));
  return { items: [...all.values()], cut: answers.some((answer) => answer.length >= limit) };
}

/** The trace in a line, or null where it is not one of those that are meant. */
export function judged(trace: Trace, plan: SearchPlan): TraceSummary | null {
  if (!tagsHold(trace, plan.tagsHere)) return null;
  const match = plan.expression === null ? null : matchTrace(plan.expression, trace);
  // Most of what is looked at may not be meant: only what is costs a summary.
  if (match !== null && !match.matches) return null;
  const summary = summarize(trace);
  return summary === null || match === null ? summary : { ...summary, matchedSpans: match.spans };
}

function tagsHold(trace: Trace, tags: Readonly<Record<string, string>>): boolean {
  const tests = Object.entries(tags).map(([key, value]) => tagTest(trace, key, value));
  if (tests.length === 0) return true;
  for (let row = 0; row < trace.count; row += 1) if (tests.every((test) => test(row))) return true;
  return false;
}

async function findDigests(asking: Asking): Promise<Finding> {
  const { port, plan, terms, services, warnings, signal } = asking;
  const traces: TraceSummary[] = [];
  const walked = await walkBack<TraceDigest>({
    fromUs: terms.fromUs,
    toUs: terms.toUs,
    limit: terms.limit,
    chunk: terms.limit,
    search: async (fromUs, toUs, limit) => {
      const answers = await Promise.all(
        services.map((service) => port.digests(queryOf(plan, service, fromUs, toUs, limit), signal)),
      );
      return together(
        answers.map((answer) => answer.digests),
        answers.flatMap((answer) => answer.warnings),
        limit,
        warnings,
      );
    },
    keyOf: (digest) => digest.traceId,
    timeOf: (digest) => digest.startUs,
    take: (found) => traces.push(...found.map(ofDigest)),
  });
  const nothing = { services: [], names: [], parent: [], service: [], name: [] };
  return { walked, answer: { traces: newestFirst(traces), nodes: nothing, shapes: [], attributes: [] } };
}

function ofDigest({ orphans, services, ...digest }: TraceDigest): TraceSummary {
  return {
    ...digest,
    // The source does not tell which span failed, only of which service it was.
    rootFailed: services.some((service) => service.failedSpans > 0 && service.name === digest.rootService),
    incomplete: orphans > 0,
    services: services.map((service) => ({ ...service })),
    segments: [],
    matchedSpans: 0,
    shape: -1,
  };
}

function newestFirst(traces: TraceSummary[]): TraceSummary[] {
  return traces.sort((a, b) => b.startUs - a.startUs || a.traceId.localeCompare(b.traceId));
}

export function warnOfWalk({ crowded, stopped }: Walked, warnings: Map<string, Warning>): void {
  if (crowded)
    warn(
      warnings,
      'More traces start within one millisecond than Jaeger gives at once: some were not looked at.',
    );
  if (stopped === 'time')
    warn(warnings, 'Looking took long, so it stopped before the beginning of the window.');
  if (stopped instanceof Fault) warn(warnings, `Looking stopped early: ${stopped.message}`);
}
