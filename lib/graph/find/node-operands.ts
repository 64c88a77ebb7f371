/** What can be compared of nodes. Names and meanings are Kiali's where Kiali has them. */
import type { GraphNode } from '@/lib/graph/contract';
import type { FindContext, Operand } from './language';

/** Kiali calls a node without a name `unknown` in all its fields. */
function field(
  name: 'app' | 'cluster' | 'namespace' | 'version' | 'workload',
): (node: GraphNode) => string[] {
  return (node) => {
    const value = node.kind === 'unknown' && name !== 'version' ? 'unknown' : node[name];
    return value === null ? [] : [value];
  };
}

function texts(...values: (string | null)[]): string[] {
  return values.filter((value) => value !== null);
}

const SERVICE_KINDS: ReadonlySet<GraphNode['kind']> = new Set([
  'service',
  'external',
  'passthrough',
  'blackhole',
]);

/** Short name and host. */
function serviceOf({ kind, name, host }: GraphNode): string[] {
  return kind === 'unknown' ? ['unknown'] : SERVICE_KINDS.has(kind) ? texts(name, host) : [];
}

/** As Kiali sorts nodes, where gateways are apps or workloads and external hosts services, and as they are drawn here. */
function kindsOf({ kind }: GraphNode, { answer }: FindContext): string[] {
  switch (kind) {
    case 'gateway':
    case 'waypoint':
      return [kind, answer.type === 'workload' ? 'workload' : 'app'];
    case 'external':
    case 'passthrough':
    case 'blackhole':
      return [kind, 'service'];
    case 'app':
    case 'operation':
    case 'service':
    case 'unknown':
    case 'workload':
      return [kind];
  }
  return kind satisfies never;
}

function rate(side: 'in' | 'out', protocol: 'http' | 'grpc' | 'tcp'): NonNullable<Operand['node']> {
  return (node, context) => context.rate(node.id, side, protocol);
}

function requests(traffic: GraphNode['incoming']): number | null {
  return traffic?.requestsPerSecond ?? null;
}

export const NODE_OPERANDS: readonly Operand[] = [
  { words: ['app'], type: 'text', what: 'Canonical service (app)', node: field('app') },
  { words: ['cluster'], type: 'text', what: 'Cluster', node: field('cluster') },
  { words: ['grpcin'], type: 'rate', what: 'gRPC requests received, rps', node: rate('in', 'grpc') },
  { words: ['grpcout'], type: 'rate', what: 'gRPC requests sent, rps', node: rate('out', 'grpc') },
  {
    words: ['host'],
    type: 'text',
    what: 'FQDN or external host of a service',
    node: ({ host }) => texts(host),
  },
  { words: ['httpin'], type: 'rate', what: 'HTTP requests received, rps', node: rate('in', 'http') },
  { words: ['httpout'], type: 'rate', what: 'HTTP requests sent, rps', node: rate('out', 'http') },
  {
    words: ['in'],
    type: 'rate',
    what: 'All requests received, rps',
    node: ({ incoming }) => requests(incoming),
  },
  {
    words: ['name'],
    type: 'text',
    what: 'Name of app, service, workload or operation',
    node: (node) => [
      ...new Set([
        ...texts(node.name, node.operation, ...field('app')(node), node.workload),
        ...serviceOf(node),
      ]),
    ],
  },
  { words: ['namespace', 'ns'], type: 'text', what: 'Namespace', node: field('namespace') },
  {
    words: ['node'],
    type: 'text',
    what: 'Kind: app, service, workload, operation, unknown, gateway, external …',
    node: kindsOf,
    choices: {
      app: [],
      service: ['svc'],
      workload: ['wl'],
      operation: ['op', 'aggregate'],
      unknown: [],
      gateway: [],
      waypoint: [],
      external: [],
      passthrough: [],
      blackhole: [],
    },
  },
  {
    words: ['operation', 'op'],
    type: 'text',
    what: 'Operation',
    node: ({ operation }) => texts(operation),
    needs: { operations: true },
  },
  {
    words: ['out'],
    type: 'rate',
    what: 'All requests sent, rps',
    node: ({ outgoing }) => requests(outgoing),
  },
  {
    words: ['rank'],
    type: 'rank',
    what: 'Rank by number of edges, 1 (most) to 100',
    node: ({ rank: value }) => value,
  },
  { words: ['service', 'svc'], type: 'text', what: 'Service', node: serviceOf },
  {
    words: ['tcpin'],
    type: 'bytes',
    what: 'TCP, both ways, of connections received, B/s',
    node: rate('in', 'tcp'),
  },
  {
    words: ['tcpout'],
    type: 'bytes',
    what: 'TCP, both ways, of connections opened, B/s',
    node: rate('out', 'tcp'),
  },
  { words: ['version'], type: 'text', what: 'Canonical revision (version)', node: field('version') },
  { words: ['workload', 'wl'], type: 'text', what: 'Workload', node: field('workload') },
];

/** `label:<key>`: Kubernetes labels of the workload or service. */
export function labelOperand(key: string): Operand {
  return {
    words: [`label:${key}`],
    type: 'text',
    what: `Kubernetes label ${key}`,
    node: ({ facts }) => texts(facts?.labels[key] ?? null),
  };
}
