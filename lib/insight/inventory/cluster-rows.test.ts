import { expect, it } from 'vitest';
import type { GraphAnswer } from '@/lib/graph/contract';
import { nodeId } from '@/lib/graph/identity';
import { readInventory } from '@/lib/inventory/inventory';
import { rowsOfClusters } from './cluster-rows';
import { FindingCounts } from './finding-counts';
import { measuredRows } from './traffic-rows';

const NO_GRAPH = { nodes: [], edges: [], boxes: [] } as unknown as GraphAnswer;

function configured(cluster: string, workloads: readonly string[]) {
  const objects = workloads.map((name) => ({
    id: { group: 'apps', kind: 'Deployment', namespace: 'shop', name },
    value: {
      spec: {
        replicas: 1,
        selector: { matchLabels: { app: name } },
        template: { metadata: { labels: { app: name } } },
      },
    },
  }));
  const facts = {
    workloads: workloads.map((name) => ({
      cluster,
      namespace: 'shop',
      name,
      app: name,
      version: 'latest',
      healthRate: null,
      facts: {
        labels: {},
        gateway: null,
        ambient: null,
        outOfMesh: false,
        replicas: { desired: 1, ready: 1 },
        ruledBy: [],
      },
    })),
    services: [],
    serviceEntries: [],
  };
  return {
    cluster,
    inventory: readInventory(objects),
    facts: facts as never,
    findings: new FindingCounts([]),
  };
}

const two = [configured('east', ['cart', 'depot']), configured('west', ['cart'])];

it('gives a workload of two clusters a row in each', () => {
  const rows = rowsOfClusters('workloads', two);
  expect(rows.map(({ cluster, name }) => `${cluster} ${name}`)).toEqual([
    'east cart',
    'east depot',
    'west cart',
  ]);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(3);
});

it('gives a namespace one row that holds what all clusters hold', () => {
  const rows = rowsOfClusters('namespaces', two);
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({
    name: 'shop',
    cluster: null,
    clusters: ['east', 'west'],
    holds: { workloads: 3 },
  });
});

it('gives each of them the traffic of its own cluster, and keeps what no configuration tells of', () => {
  const node = (cluster: string, requests: number) => ({
    id: nodeId({ kind: 'workload', cluster, namespace: 'shop', name: 'cart' }),
    cluster,
    namespace: 'shop',
    name: 'cart',
    health: { kind: 'healthy' },
    incoming: { requestsPerSecond: requests, errorsPerSecond: 0 },
    outgoing: null,
    incomingTcp: null,
    outgoingTcp: null,
  });
  const graph = { ...NO_GRAPH, nodes: [node('west', 7), node('north', 1)] } as unknown as GraphAnswer;
  const rows = measuredRows('workloads', rowsOfClusters('workloads', two), graph);
  expect(
    rows.map(({ cluster, name, figures }) => [cluster, name, figures?.requestsPerSecond ?? null]),
  ).toEqual([
    ['east', 'cart', null],
    ['east', 'depot', null],
    ['west', 'cart', 7],
    ['north', 'cart', 1],
  ]);
});
