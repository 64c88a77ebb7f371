/** Expressions to start from: Kiali's own, and what this language can do beyond them. */

export interface Preset {
  readonly expression: string;
  readonly what: string;
}

/** As Kiali ships them (`frontend` defaults of the graph's find and hide). */
export const FIND_PRESETS: readonly Preset[] = [
  { expression: 'rt > 1000', what: 'Slow edges (p95 above 1 s)' },
  { expression: '! healthy', what: 'Nodes that are degraded or failing' },
  { expression: 'name = unknown', what: 'Unknown nodes' },
  { expression: 'rank <= 2', what: 'Most connected nodes' },
];

export const HIDE_PRESETS: readonly Preset[] = [
  { expression: 'healthy', what: 'Healthy nodes' },
  { expression: 'name = unknown', what: 'Unknown nodes' },
  { expression: 'rank > 2', what: 'All but the most connected nodes' },
];

export const EXAMPLES: readonly Preset[] = [
  { expression: '%httperr > 5 or p99 > 1s', what: 'Edges with many failures, or a long tail' },
  { expression: 'ns = shop and %httperr > 0', what: 'Failing edges from or to the namespace shop' },
  { expression: 'source.app = frontend and slow', what: 'Slow calls of frontend' },
  { expression: 'code ^= 5 and not flag = UO', what: '5xx, but not because a circuit breaker is open' },
  { expression: 'name =~ ^reviews(-v[23])?$', what: 'By pattern (RE2)' },
  { expression: '(app = cart or app = checkout) and version != v1', what: 'Brackets group' },
  { expression: 'label:tier = backend and not sidecar', what: 'By Kubernetes label, without a proxy' },
  { expression: 'changed and not new', what: 'What changed between two moments' },
];
