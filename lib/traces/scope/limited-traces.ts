/**
 * Traces as a reader may see them who sees some namespaces: cut to the spans that were recorded there. Services are
 * found by Istio's naming, `<app>.<namespace>`; of others the namespace is not told, so they cannot be searched for,
 * while their spans are shown where they tell it themselves.
 */
import { Fault, type Warning } from '@/lib/mesh/fault';
import { ELSEWHERE, type ScopeOf } from '@/lib/mesh/scope';
import { meshIdentity } from '@/lib/traces/mesh-identity';
import { spansOf } from '@/lib/traces/model/read-row';
import type { Span } from '@/lib/traces/model/span';
import type { Trace } from '@/lib/traces/model/trace';
import { traceOfSpans } from '@/lib/traces/model/trace-of-spans';
import { toResourceSpans } from '@/lib/traces/otlp-json';
import { readTraces } from '@/lib/traces/reading/read-traces';
import type { ServiceCalls, TraceDocument, TracePort } from '@/lib/traces/search';
import { HiddenNames } from './hidden-names';

const NOT_SHOWN: Warning = {
  source: 'jaeger',
  code: 'info',
  message: 'Spans of other namespaces are not shown.',
};

/** Each call asks for the rights of now. */
export function limitedTraces(port: TracePort, scopeOf: ScopeOf): TracePort {
  const { archive } = port;
  const namesOf = async (signal?: AbortSignal): Promise<HiddenNames | null> => {
    const scope = await scopeOf(signal);
    return scope.namespaces === null ? null : new HiddenNames(scope);
  };
  return {
    async services(signal) {
      const [names, services] = await Promise.all([namesOf(signal), port.services(signal)]);
      return names === null ? services : services.filter((service) => isSeen(names, service));
    },
    async operations(service, signal) {
      const names = await namesOf(signal);
      if (names === null) return port.operations(service, signal);
      if (!isSeen(names, service)) return [];
      const operations = await port.operations(service, signal);
      return operations.map(({ name, kind }) => ({ name: names.text(name), kind }));
    },
    async abilities(signal) {
      const [names, abilities] = await Promise.all([namesOf(signal), port.abilities(signal)]);
      // A search of all services would find by what hidden spans hold; summaries tell of whole traces.
      return names === null ? abilities : { ...abilities, allServices: false, summaries: false };
    },
    async search(query, signal) {
      const names = await namesOf(signal);
      if (names === null) return port.search(query, signal);
      if (query.service === null || !isSeen(names, query.service)) return { traces: [], warnings: [] };
      const { traces, warnings } = await port.search(query, signal);
      const cuts = traces.map((trace) => cut(trace, names));
      const isCut = cuts.some(({ left }) => left > 0);
      return {
        traces: cuts.flatMap(({ spans, traceId }) =>
          spans.length === 0 ? [] : [traceOfSpans(spans, { traceId })],
        ),
        warnings: [...withoutNames(warnings, names), ...(isCut ? [NOT_SHOWN] : [])],
      };
    },
    async digests(query, signal) {
      const names = await namesOf(signal);
      return names === null ? port.digests(query, signal) : { digests: [], warnings: [] };
    },
    async dependencies(span, signal) {
      const [names, calls] = await Promise.all([namesOf(signal), port.dependencies(span, signal)]);
      return names === null || calls === null ? calls : seenCalls(calls, names);
    },
    async document(traceId, options) {
      const names = await namesOf(options?.signal);
      if (names === null) return port.document(traceId, options);
      return cutDocument(await port.document(traceId, { ...options, gzip: false }), traceId, names);
    },
    ...(archive !== undefined && {
      async archive(traceId, signal) {
        if ((await namesOf(signal)) === null) return archive(traceId, signal);
        throw new Fault('forbidden', 'Only who sees the whole mesh may keep traces in the archive.', {
          hint: 'The trace may hold spans of namespaces that you may not see. Download keeps what you see of it.',
        });
      },
    }),
  };
}

function isSeen(names: HiddenNames, service: string): boolean {
  const parts = service.split('.');
  return parts.length === 2 && names.isSeen(parts[1] ?? null);
}

interface Cut {
  readonly traceId: string;
  readonly spans: readonly Span[];
  /** Spans that were left out. */
  readonly left: number;
}

function cut(trace: Trace, names: HiddenNames): Cut {
  const spans: Span[] = [];
  for (const span of spansOf(trace)) {
    const { namespace, cluster } = meshIdentity(span).peer;
    const told = span.service.split('.');
    // A service's own name may tell of another namespace than the span does; both must be seen.
    if (!names.isSeen(namespace) || names.isHiddenCluster(cluster)) continue;
    if (told.length === 2 && !isSeen(names, span.service)) continue;
    spans.push(names.span(span));
  }
  return { traceId: trace.traceId, spans, left: trace.count - spans.length };
}

/** As OTLP JSON, with the number of spans that are left out among its notes. */
async function cutDocument(
  document: TraceDocument,
  traceId: string,
  names: HiddenNames,
): Promise<TraceDocument> {
  const bytes = new Uint8Array(await new Response(document.body).arrayBuffer());
  const cuts = readTraces(bytes).map((trace) => cut(trace, names));
  const spans = cuts.flatMap((one) => one.spans);
  // As if it were not there: that it is would tell something, too.
  if (spans.length === 0) {
    throw new Fault('not-found', `Jaeger has no trace ${traceId}.`, {
      source: 'jaeger',
      hint: 'It may be older than Jaeger keeps traces, or not have been sampled.',
    });
  }
  const left = cuts.reduce((sum, one) => sum + one.left, 0);
  const text = JSON.stringify({
    resourceSpans: toResourceSpans(spans),
    ...(left === 0 ? {} : { errors: [{ message: notShown(left) }] }),
  });
  return { body: new Blob([text]).stream(), encoding: null };
}

function notShown(count: number): string {
  return count === 1
    ? '1 span of another namespace is not shown.'
    : `${count} spans of other namespaces are not shown.`;
}

/** Calls with one end at least that is seen; whoever is at the other end is nobody in particular. */
function seenCalls(calls: readonly ServiceCalls[], names: HiddenNames): readonly ServiceCalls[] {
  const sums = new Map<string, ServiceCalls>();
  for (const { parent, child, calls: count } of calls) {
    const ends = [parent, child].map((service) => (isSeen(names, service) ? service : ELSEWHERE));
    const [from = ELSEWHERE, to = ELSEWHERE] = ends;
    if (from === ELSEWHERE && to === ELSEWHERE) continue;
    const key = `${from} ${to}`;
    sums.set(key, { parent: from, child: to, calls: (sums.get(key)?.calls ?? 0) + count });
  }
  return [...sums.values()];
}

function withoutNames(warnings: readonly Warning[], names: HiddenNames): readonly Warning[] {
  return warnings.map((warning) => ({ ...warning, message: names.text(warning.message) }));
}
