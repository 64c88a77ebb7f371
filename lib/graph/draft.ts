/** A graph in the making: what the passes hand to one another. */
import type { Protocol, Reporter } from '@/lib/mesh/identity';
import { MessageTally, RequestTally, TcpTally } from '@/lib/metrics/tally';
import type { LatencyMs } from './contract';
import type { Hop } from './passes/place';
import type { Flow, Grouping } from './traffic';

/** An edge but for its numbers: what stays the same while the same flows run. */
export interface EdgeShape {
  readonly id: string;
  readonly protocol: Protocol;
  /** The hop of its first flow; all its flows have the same ends. */
  readonly hop: Hop;
  /** The levels its flows arrive at; more than one only in odd meshes. */
  readonly legs: readonly Grouping[];
  /** The flows with traffic that are counted on it, each once. */
  readonly flows: readonly Flow[];
  /** All its flows, also those without traffic in the window. */
  readonly allFlows: readonly Flow[];
  /** How those of its flows run here that do not name the waypoint at one of its ends; null = all name both ends. */
  readonly waypointHops: ReadonlyMap<Flow, Hop> | null;
  /** Who told of it, in a fixed order; where nothing ran, of its counters. */
  readonly reporters: readonly Reporter[];
}

export interface DraftEdge extends EdgeShape {
  /** For http and grpc. */
  readonly requests: RequestTally | null;
  /** For tcp. */
  readonly tcp: TcpTally | null;
  /** For grpc, once messages were counted. */
  messages: MessageTally | null;
  latencyMs: LatencyMs | null;
  throughput: { requestBytesPerSecond: number; responseBytesPerSecond: number } | null;
  mtls: { share: number; sourcePrincipals: string[]; destinationPrincipals: string[] } | null;
}

/** Nothing is counted on it yet. `withMessages`: messages are counted. */
export function draftEdge(
  { id, protocol, hop, legs, flows, allFlows, waypointHops, reporters }: EdgeShape,
  withMessages: boolean,
): DraftEdge {
  // Whether messages are classified by operation is known only where there are some.
  const ofOperation = hop.source.kind === 'operation' || hop.target.kind === 'operation';
  return {
    id,
    protocol,
    hop,
    legs,
    flows,
    allFlows,
    waypointHops,
    reporters,
    requests: protocol === 'tcp' ? null : new RequestTally(),
    tcp: protocol === 'tcp' ? new TcpTally() : null,
    messages: withMessages && protocol === 'grpc' && !ofOperation ? new MessageTally() : null,
    latencyMs: null,
    throughput: null,
    mtls: null,
  };
}
