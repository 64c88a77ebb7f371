/**
 * What can be chosen of a graph, by name. Without zod, so that a page's first scripts can list the
 * choices while the contract, which checks them, arrives later.
 */
export const graphTypes = ['versionedApp', 'app', 'service', 'workload'] as const;
export type GraphType = (typeof graphTypes)[number];

/**
 * Which called services are nodes of their own. `auto`: those where one adds something, because the calls spread over
 * several workloads or some of them ended before they reached one.
 */
export const serviceNodeChoices = ['auto', 'all', 'none'] as const;
export type ServiceNodes = (typeof serviceNodeChoices)[number];

export const latencyStatistics = ['avg', 'p50', 'p95', 'p99'] as const;
export type LatencyStatistic = (typeof latencyStatistics)[number];

export const waypointViews = ['edges', 'nodes'] as const;
export type WaypointView = (typeof waypointViews)[number];

/** As Kiali's menu: what waypoints and ztunnels say, only waypoints (L7), only ztunnels (L4). */
export const ambientViews = ['total', 'waypoint', 'ztunnel'] as const;
export type AmbientView = (typeof ambientViews)[number];

/** What configuration does to a node, as a sign on its card. Named as Kiali's find language names them. */
export const nodeBadges = [
  'circuitBreaker',
  'faultInjection',
  'mirroring',
  'requestRouting',
  'trafficShifting',
  'tcpTrafficShifting',
  'requestTimeout',
  'retry',
  'rateLimit',
  'gateway',
  'workloadEntry',
  'missingSidecar',
] as const;
export type NodeBadge = (typeof nodeBadges)[number];
