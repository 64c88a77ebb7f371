/** What is so or not of a node or an edge. Names and meanings are Kiali's where Kiali has them. */
import { type Change, type ChangeKind, isChanged } from '@/lib/graph/compare/change';
import type { GraphNode } from '@/lib/graph/contract';
import { hasErrors, isSlow, isSlowByHealth } from '@/lib/graph/view/filter';
import type { NodeBadge } from '@/lib/graph/vocabulary';
import type { Health } from '@/lib/health/contract';
import type { FoundAlert, Word } from './language';

function badge(words: Word['words'], name: NodeBadge, what: string): Word {
  return { words, what, node: ({ facts }) => facts?.badges.includes(name) ?? false };
}

function isUnwell({ kind }: Health): boolean {
  return kind === 'degraded' || kind === 'failing';
}

function change(words: Word['words'], what: string, is: (change: Change) => boolean): Word {
  const told = (found: Change | undefined) => (found === undefined ? null : is(found));
  return {
    words,
    what,
    node: ({ id }, context) => told(context.change('node', id)),
    edge: ({ id }, context) => told(context.change('edge', id)),
    needs: { comparison: true },
  };
}

function changed(kind: ChangeKind, what: string): Word {
  return change([kind.toLowerCase()], what, ({ kinds }) => kinds.includes(kind));
}

function kind(words: Word['words'], what: string, is: (node: GraphNode) => boolean): Word {
  return { words, what, node: is };
}

function alerting(words: Word['words'], what: string, state: FoundAlert['state'] | null): Word {
  const is = (alerts: readonly FoundAlert[]) =>
    alerts.some((alert) => state === null || alert.state === state);
  return {
    words,
    what,
    node: ({ id }, context) => is(context.alerts('node', id)),
    edge: ({ id }, context) => is(context.alerts('edge', id)),
  };
}

export const UNARY_WORDS: readonly Word[] = [
  alerting(['alerting'], 'An alert about it fires or waits to', null),
  kind(['ambient'], 'In ambient mode', ({ facts }) => facts?.ambient ?? false),
  change(['changed'], 'Differs from the other moment by more than the thresholds', isChanged),
  badge(['circuitbreaker', 'cb'], 'circuitBreaker', 'Has a circuit breaker'),
  kind(['dead'], 'Nothing is behind it', ({ facts }) => facts?.dead ?? false),
  {
    words: ['degraded'],
    what: 'Health is degraded',
    node: ({ health }) => health.kind === 'degraded',
    edge: ({ health }) => health.kind === 'degraded',
  },
  {
    words: ['errors', 'error'],
    what: 'Requests fail, or health says too many do',
    node: ({ incoming, health }) => hasErrors({ requests: incoming, health }),
    edge: hasErrors,
  },
  {
    words: ['failing'],
    what: 'Health is failing',
    node: ({ health }) => health.kind === 'failing',
    edge: ({ health }) => health.kind === 'failing',
  },
  changed('faster', 'Faster than at the other moment'),
  badge(['faultinjection', 'fi'], 'faultInjection', 'Faults are injected'),
  kind(['gateway'], 'An ingress or egress gateway', (node) => node.kind === 'gateway'),
  alerting(['firing'], 'An alert about it fires', 'firing'),
  changed('gone', 'Not there any more, compared with the other moment'),
  {
    words: ['healthy'],
    what: 'Node is healthy; not healthy: degraded or failing',
    // Kiali's `! healthy` leaves out what has no health to speak of.
    node: ({ health }) => (health.kind === 'healthy' ? true : isUnwell(health) ? false : null),
  },
  {
    words: ['idle'],
    what: 'Node without traffic in the window',
    node: ({ health }) => health.kind === 'idle',
    needs: { idleNodes: true },
  },
  kind(['inaccessible'], 'In a namespace that may not be read; here there is none', () => false),
  badge(['mirroring'], 'mirroring', 'Traffic is mirrored'),
  changed('moreErrors', 'More errors than at the other moment'),
  {
    words: ['mtls'],
    what: 'Some of it under mutual TLS',
    edge: ({ mtls }) => (mtls === null ? null : mtls.share > 0),
    needs: { mtls: true },
  },
  changed('new', 'Not there at the other moment'),
  kind(['outofmesh', 'om'], 'Should have a proxy and has none', outOfMesh),
  kind(['outside', 'outsider'], 'Outside the chosen namespaces', ({ outside }) => outside),
  badge(['ratelimit'], 'rateLimit', 'Has a rate limit'),
  badge(['requestrouting', 'rr'], 'requestRouting', 'Requests are routed by rules'),
  badge(['requesttimeout', 'rto'], 'requestTimeout', 'Has a request timeout'),
  badge(['retry'], 'retry', 'Requests are tried again'),
  kind(
    ['serviceentry', 'se'],
    'Is a ServiceEntry',
    ({ kind: drawn, facts }) => drawn === 'external' || (facts?.serviceEntry ?? null) !== null,
  ),
  kind(['sidecar', 'sc'], 'Misses no sidecar', (node) => !outOfMesh(node)),
  {
    words: ['slow'],
    what: 'p95 above the limit, or health says it is slow',
    node: ({ health }) => isSlowByHealth(health),
    edge: (edge, { slowFromMs }) => isSlow(edge, slowFromMs),
    needs: { latency: ['p95'] },
  },
  changed('slower', 'Slower than at the other moment'),
  badge(['tcptrafficshifting', 'tcpts'], 'tcpTrafficShifting', 'TCP is split by weights'),
  {
    words: ['traffic'],
    what: 'Edge with traffic in the window',
    edge: ({ requests, tcp }) =>
      (requests?.requestsPerSecond ?? 0) > 0 ||
      (tcp !== null &&
        tcp.sentBytesPerSecond + tcp.receivedBytesPerSecond + tcp.connectionsOpenedPerSecond > 0),
  },
  badge(['trafficshifting', 'ts'], 'trafficShifting', 'Requests are split by weights'),
  kind(['trafficsource', 'root'], 'Only sends', ({ root }) => root),
  kind(
    ['virtualservice', 'vs'],
    'A VirtualService or HTTPRoute routes to it',
    ({ facts }) => (facts?.ruledBy.length ?? 0) > 0,
  ),
  kind(
    ['workloadentry', 'we'],
    'Has a WorkloadEntry',
    ({ facts }) =>
      (facts?.workloadEntries.length ?? 0) > 0 || (facts?.badges.includes('workloadEntry') ?? false),
  ),
];

function outOfMesh({ facts }: GraphNode): boolean {
  return facts?.outOfMesh === true || facts?.badges.includes('missingSidecar') === true;
}
