/** The options of a graph that asks for nothing beyond rates: what callers and tests start from. */
import type { GraphRequest } from './contract';

export const PLAIN_OPTIONS: Omit<GraphRequest, 'window'> = {
  namespaces: null,
  type: 'versionedApp',
  serviceNodes: 'none',
  boxApps: false,
  idle: false,
  idleNodes: false,
  operations: false,
  waypoints: 'edges',
  ambient: 'total',
  messages: false,
  latency: [],
  throughput: false,
  mtls: false,
};
