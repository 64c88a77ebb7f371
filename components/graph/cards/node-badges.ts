/** Signs on a card: what configuration does to the node, and what its traffic shows of that. Pure. */
import type { GraphNode } from '@/lib/graph/contract';
import { type NodeBadge, nodeBadges } from '@/lib/graph/vocabulary';

export interface CardBadge {
  readonly kind: NodeBadge;
  /** Traffic in the window shows it at work: a breaker that is open, faults that are injected. */
  readonly active: boolean;
}

/** Which signs the reader wants. */
export interface BadgeChoice {
  /** Those of configuration. */
  readonly badges: boolean;
  readonly outOfMesh: boolean;
}

export const BADGE_NAMES: Readonly<Record<NodeBadge, string>> = {
  missingSidecar: 'Out of the mesh: no proxy',
  circuitBreaker: 'Circuit breaker',
  faultInjection: 'Fault injection',
  mirroring: 'Mirroring',
  requestRouting: 'Request routing',
  trafficShifting: 'Traffic shifting',
  tcpTrafficShifting: 'TCP traffic shifting',
  requestTimeout: 'Timeout',
  retry: 'Retries',
  rateLimit: 'Rate limit',
  gateway: 'Gateway',
  workloadEntry: 'Workload entry',
};

/** What is at work comes first, and of the rest what is missing; then in the order of the vocabulary. */
export function cardBadges(node: GraphNode, choice: BadgeChoice): CardBadge[] {
  const { facts, incoming } = node;
  const kinds = new Set<NodeBadge>(facts?.badges ?? []);
  const active = new Set<NodeBadge>();
  if (facts?.outOfMesh === true) kinds.add('missingSidecar');
  if (incoming !== null) {
    if (incoming.injectedPerSecond > 0 || incoming.delayedPerSecond > 0) active.add('faultInjection');
    if (incoming.codes.some((row) => row.ratePerSecond > 0 && hasFlag(row.flags, 'UO')))
      active.add('circuitBreaker');
  }
  for (const kind of active) kinds.add(kind);
  const wanted = (kind: NodeBadge) =>
    // A gateway's card says so by its icon and tag.
    kind === 'missingSidecar'
      ? choice.outOfMesh
      : choice.badges && !(kind === 'gateway' && node.kind === 'gateway');
  const rank = (kind: NodeBadge) =>
    active.has(kind) ? -2 : kind === 'missingSidecar' ? -1 : nodeBadges.indexOf(kind);
  return [...kinds]
    .filter(wanted)
    .sort((a, b) => rank(a) - rank(b))
    .map((kind) => ({ kind, active: active.has(kind) }));
}

/** In words, for screen readers and tooltips. */
export function badgeName({ kind, active }: CardBadge): string {
  if (!active) return BADGE_NAMES[kind];
  return kind === 'circuitBreaker' ? 'Circuit breaker, open' : 'Faults are injected';
}

export function hasFlag(flags: string, ...wanted: readonly string[]): boolean {
  return flags.split(',').some((flag) => wanted.includes(flag));
}
