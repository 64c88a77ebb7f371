/** Replicas against what was asked for. */
import type { Finding } from './finding';

/** null where the source does not tell how many are ready. */
export interface Replicas {
  readonly desired: number;
  readonly ready: number | null;
}

/** Fewer than wanted is degraded, none is failing; none wanted is an intention. */
export function judgeReplicas({ desired, ready }: Replicas): Finding[] {
  if (ready === null || desired <= 0 || ready >= desired) return [];
  const level = ready <= 0 ? 'failing' : 'degraded';
  return [
    {
      level,
      reason:
        ready <= 0 ? `None of ${desired} replicas is ready` : `${ready} of ${desired} replicas are ready`,
      figure: {
        measure: 'readyReplicas',
        of: String(desired),
        value: ready,
        degradedFrom: desired,
        failingFrom: 0,
      },
    },
  ];
}
