/** Keeps protocols, what fails, what is slow; and tells which edges of the rest are to be quiet. */
import type { GraphEdge } from '@/lib/graph/contract';
import type { Health } from '@/lib/health/contract';
import type { Protocol } from '@/lib/mesh/identity';
import { endsOf, restricted, type Scene, withoutOrphans } from './scene';
import type { HealthKind, QuietEdges, ViewOptions } from './view-graph';

/** Only edges of these protocols. */
export function filterProtocols(scene: Scene, shown: readonly Protocol[]): Scene {
  const left = restricted(
    scene,
    () => true,
    ({ protocol }) => shown.includes(protocol),
  );
  return withoutOrphans(left, scene);
}

/** Requests fail on it, or its health says that too many do. 4xx and injected faults alone are no failure. */
export function hasErrors({ requests, health }: Pick<GraphEdge, 'requests' | 'health'>): boolean {
  return (requests?.errorsPerSecond ?? 0) > 0 || isUnwell(health.kind);
}

/** Its p95, where it was asked for, is at least this, or its health is bad because of latency. */
export function isSlow(
  { latencyMs, health }: Pick<GraphEdge, 'latencyMs' | 'health'>,
  fromMs: number,
): boolean {
  const p95 = latencyMs?.p95 ?? null;
  return (p95 !== null && p95 >= fromMs) || isSlowByHealth(health);
}

/** Degraded or failing because of its latency. */
export function isSlowByHealth(health: Health): boolean {
  if (health.kind !== 'degraded' && health.kind !== 'failing') return false;
  return health.figures?.some(({ measure }) => measure === 'latencyMs') ?? false;
}

/** Edges with failures or slow ones and their ends; with errors wanted, also nodes that do badly by themselves. */
export function filterTroubled(
  scene: Scene,
  { onlyErrors, onlySlow, slowFromMs }: Pick<ViewOptions, 'onlyErrors' | 'onlySlow' | 'slowFromMs'>,
): Scene {
  if (!onlyErrors && !onlySlow) return scene;
  const troubled = scene.edges.filter(
    (edge) => (onlyErrors && hasErrors(edge)) || (onlySlow && isSlow(edge, slowFromMs)),
  );
  const ends = endsOf(troubled);
  const edges = new Set(troubled);
  return restricted(
    scene,
    ({ id, health }) => ends.has(id) || (onlyErrors && isUnwell(health.kind)),
    (edge) => edges.has(edge),
  );
}

/** Ids of the edges that are only drawn when they are pointed at. */
export function quietEdges(edges: readonly GraphEdge[], quiet: QuietEdges): Set<string> {
  if (quiet === 'none') return new Set();
  const silent =
    quiet === 'all'
      ? edges
      : edges.filter(({ health }) => health.kind === 'healthy' || health.kind === 'idle');
  return new Set(silent.map(({ id }) => id));
}

function isUnwell(kind: HealthKind): boolean {
  return kind === 'degraded' || kind === 'failing';
}
