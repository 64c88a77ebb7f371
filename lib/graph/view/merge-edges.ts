/**
 * Edges with the same ends and protocol as one: rates are summed by the tallies that every sum of the graph is made
 * with. What cannot be had from parts (percentiles) is null, and so is a share that some part does not know. Parts were
 * judged by rules that the browser does not know, so the whole is as well as the worst of them.
 */
import type { GraphEdge } from '@/lib/graph/contract';
import { edgeId } from '@/lib/graph/identity';
import { EdgeSum } from '@/lib/graph/passes/edge-sums';
import { worstHealth } from '@/lib/health/worst';
import { REPORTERS } from '@/lib/mesh/identity';

/** `parts` is not empty, and all are of one protocol. The id depends on the ends and not on the parts. */
export function mergedEdge(source: string, target: string, parts: readonly GraphEdge[]): GraphEdge {
  const [first] = parts;
  if (first === undefined) throw new Error('An edge is merged from at least one.');
  const id = edgeId(`${source}>${target}>${first.protocol}`);
  if (parts.length === 1) return { ...first, id, source, target };
  const { requests, tcp, messages } = EdgeSum.of(parts).traffic();
  const busy = parts.filter((part) => weightOf(part) > 0);
  return {
    id,
    source,
    target,
    protocol: first.protocol,
    requests,
    tcp,
    messages,
    latencyMs: latencyOf(busy),
    throughput: throughputOf(busy),
    mtls: mtlsOf(busy),
    reporters: REPORTERS.filter((reporter) => parts.some((part) => part.reporters.includes(reporter))),
    health: worstHealth(parts.map(({ health }) => health)),
  };
}

/** What a mean or a share of an edge counts by: requests, or bytes. */
function weightOf({ requests, tcp }: GraphEdge): number {
  if (requests !== null) return requests.requestsPerSecond;
  return tcp === null ? 0 : tcp.sentBytesPerSecond + tcp.receivedBytesPerSecond;
}

/** A single part with traffic is the whole. Else the mean of all requests, where every part has its mean. */
function latencyOf(busy: readonly GraphEdge[]): GraphEdge['latencyMs'] {
  if (busy.length === 1) return busy[0]?.latencyMs ?? null;
  const avg = weightedMean(busy, (part) => part.latencyMs?.avg ?? null);
  return avg === null ? null : { avg, p50: null, p95: null, p99: null };
}

function throughputOf(busy: readonly GraphEdge[]): GraphEdge['throughput'] {
  const known = busy.flatMap(({ throughput }) => throughput ?? []);
  if (known.length === 0 || known.length < busy.length) return null;
  return {
    requestBytesPerSecond: sum(known, (part) => part.requestBytesPerSecond),
    responseBytesPerSecond: sum(known, (part) => part.responseBytesPerSecond),
  };
}

/** Nobody is told that all is encrypted where one part is not known to be. */
function mtlsOf(busy: readonly GraphEdge[]): GraphEdge['mtls'] {
  const share = weightedMean(busy, (part) => part.mtls?.share ?? null);
  if (share === null) return null;
  const names = (of: (mtls: NonNullable<GraphEdge['mtls']>) => readonly string[]) =>
    [...new Set(busy.flatMap(({ mtls }) => (mtls === null ? [] : of(mtls))))].sort();
  return {
    share,
    sourcePrincipals: names((mtls) => mtls.sourcePrincipals),
    destinationPrincipals: names((mtls) => mtls.destinationPrincipals),
  };
}

function weightedMean(
  parts: readonly GraphEdge[],
  figureOf: (part: GraphEdge) => number | null,
): number | null {
  let weighted = 0;
  let weight = 0;
  for (const part of parts) {
    const value = figureOf(part);
    if (value === null) return null;
    weighted += value * weightOf(part);
    weight += weightOf(part);
  }
  return weight > 0 ? weighted / weight : null;
}

function sum<T>(parts: readonly T[], of: (part: T) => number): number {
  return parts.reduce((total, part) => total + of(part), 0);
}
