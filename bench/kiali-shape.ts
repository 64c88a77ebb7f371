/**
 * A graph in the shape of Kiali's JSON (its fields, its hashed ids, its rates as text), to weigh ours against. Only the
 * shape: every value is taken from the answer.
 */
import { createHash } from 'node:crypto';
import type { GraphAnswer, GraphEdge, GraphNode } from '@/lib/graph/contract';
import type { RequestTraffic } from '@/lib/metrics/traffic';

export function kialiShape(answer: GraphAnswer): string {
  const ids = new Map(answer.nodes.map(({ id }) => [id, hash(id)]));
  const idOf = (node: string) => ids.get(node) ?? hash(node);
  return JSON.stringify({
    timestamp: answer.window.toSeconds,
    duration: answer.window.toSeconds - answer.window.fromSeconds,
    graphType: answer.type,
    elements: {
      nodes: answer.nodes.map((node) => ({ data: nodeData(node, idOf(node.id)) })),
      edges: answer.edges.map((edge) => ({ data: edgeData(edge, idOf) })),
    },
  });
}

function nodeData(node: GraphNode, id: string) {
  const { cluster, namespace, app, version, workload, incoming, outgoing } = node;
  const rates = {
    ...(incoming !== null && {
      httpIn: rate(incoming.requestsPerSecond),
      httpIn5xx: rate(incoming.serverErrorsPerSecond),
    }),
    ...(outgoing !== null && { httpOut: rate(outgoing.requestsPerSecond) }),
  };
  return {
    id,
    parent: hash(`box ${cluster} ${namespace}`),
    nodeType: 'app',
    cluster,
    namespace,
    workload,
    app,
    version,
    destServices: [{ cluster, namespace, name: app }],
    traffic: [{ protocol: 'http', rates }],
    healthData: {
      requests: {
        inbound: { http: codesOf(incoming) },
        outbound: { http: codesOf(outgoing) },
        healthAnnotations: {},
      },
      workloadStatus: {
        name: workload,
        desiredReplicas: 1,
        currentReplicas: 1,
        availableReplicas: 1,
        syncedProxies: 1,
      },
    },
  };
}

function edgeData(edge: GraphEdge, idOf: (node: string) => string) {
  const { requests, mtls } = edge;
  const total = requests?.requestsPerSecond ?? 0;
  const responses = Object.fromEntries(
    (requests?.codes ?? []).map(({ code, flags, ratePerSecond }) => {
      const share = (total === 0 ? 0 : (100 * ratePerSecond) / total).toFixed(1);
      return [code, { flags: { [flags]: share }, hosts: { [hostOf(edge)]: share } }];
    }),
  );
  return {
    id: hash(`${edge.source} ${edge.target} ${edge.protocol}`),
    source: idOf(edge.source),
    target: idOf(edge.target),
    traffic: {
      protocol: edge.protocol,
      rates: {
        http: rate(total),
        http5xx: rate(requests?.serverErrorsPerSecond ?? 0),
        httpPercentErr: rate(total === 0 ? 0 : (100 * (requests?.errorsPerSecond ?? 0)) / total),
        httpPercentReq: '100.0',
      },
      responses,
    },
    responseTime: Math.round(edge.latencyMs?.p95 ?? 0).toString(),
    isMTLS: ((mtls?.share ?? 0) * 100).toFixed(0),
    sourcePrincipal: mtls?.sourcePrincipals[0],
    destPrincipal: mtls?.destinationPrincipals[0],
    healthStatus: { status: edge.health.kind },
  };
}

function hostOf({ target }: GraphEdge): string {
  const [, , namespace, name] = target.split('/');
  return `${name}.${namespace}.svc.cluster.local`;
}

function codesOf(traffic: RequestTraffic | null): Record<string, number> {
  return Object.fromEntries((traffic?.codes ?? []).map(({ code, ratePerSecond }) => [code, ratePerSecond]));
}

/** Two decimals, as Kiali writes rates. */
function rate(value: number): string {
  return value.toFixed(2);
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
