/**
 * Details of every edge and node of a graph against the graph's own figures: what a click shows must be what was
 * clicked. Every difference as a sentence.
 */
import type { ChartSubject } from '@/lib/graph/chart-subject';
import type { GraphAnswer, GraphEdge, GraphNode } from '@/lib/graph/contract';
import type { DetailAnswer } from '@/lib/graph/detail/contract';
import { subjectOfEdge, subjectOfNode } from '@/lib/graph/subject-of';
import type { ServiceNodes } from '@/lib/graph/vocabulary';

export type AskDetail = (subject: ChartSubject) => Promise<DetailAnswer>;

type Pairs = readonly (readonly [
  what: string,
  graph: number | undefined,
  detail: number | null | undefined,
])[];

export async function compareDetails(
  graph: GraphAnswer,
  serviceNodes: ServiceNodes,
  ask: AskDetail,
): Promise<string[]> {
  const isAuto = serviceNodes === 'auto';
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const questions = [
    ...graph.edges.flatMap((edge) => {
      const source = nodes.get(edge.source);
      return source === undefined
        ? []
        : [{ subject: subjectOfEdge(edge, source), pairs: ofEdge(edge, isAuto) }];
    }),
    ...graph.nodes.flatMap((node) => [
      { subject: subjectOfNode(node, 'incoming'), pairs: ofNode(node.incoming, node.incomingTcp) },
      { subject: subjectOfNode(node, 'outgoing'), pairs: ofNode(node.outgoing, node.outgoingTcp) },
    ]),
  ].filter(({ pairs }) => pairs !== null);
  const wrong: string[] = [];
  // As many at a time as a browser sends.
  for (let at = 0; at < questions.length; at += 6) {
    const answers = questions.slice(at, at + 6).map(async ({ subject, pairs }) => {
      try {
        const detail = await ask(subject);
        return [
          ...detail.warnings.map(({ message }) => `${inWords(subject)}: ${message}`),
          ...differences(subject, pairs?.(detail) ?? []),
        ];
      } catch (error) {
        return [`${inWords(subject)}: ${error}`];
      }
    });
    wrong.push(...(await Promise.all(answers)).flat());
  }
  return wrong;
}

function differences(subject: ChartSubject, pairs: Pairs): string[] {
  return pairs.flatMap(([what, graph, detail]) =>
    isClose(graph ?? 0, detail ?? 0)
      ? []
      : [`${inWords(subject)}: ${what} ${graph}, in the detail ${detail}`],
  );
}

function inWords(subject: ChartSubject): string {
  return Object.values(subject).join(' > ');
}

function isClose(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-6 * Math.max(1e-3, Math.abs(a), Math.abs(b));
}

/**
 * Where services are drawn only if their calls spread, the server's word on a request that its client gave up finds no
 * edge in the graph: the details alone know it.
 */
function ofEdge({ requests, latencyMs, tcp, mtls }: GraphEdge, isAuto: boolean) {
  return (detail: DetailAnswer): Pairs => [
    ['requests', requests?.requestsPerSecond, detail.requests?.requestsPerSecond],
    ['errors', requests?.errorsPerSecond, detail.requests?.errorsPerSecond],
    ['p50', latencyMs?.p50 ?? undefined, detail.headline.p50Ms],
    ['p95', latencyMs?.p95 ?? undefined, detail.headline.p95Ms],
    ['mean', latencyMs?.avg ?? undefined, detail.headline.meanMs],
    ['sent', tcp?.sentBytesPerSecond, detail.headline.sentBytesPerSecond],
    ['received', tcp?.receivedBytesPerSecond, detail.headline.receivedBytesPerSecond],
    ['opened', tcp?.connectionsOpenedPerSecond, detail.headline.connectionsOpenedPerSecond],
    ...(mtls === null && isAuto ? [] : [mutualTls(mtls, detail)]),
  ];
}

/** Nobody tells is not the same as none. */
function mutualTls(mtls: GraphEdge['mtls'], detail: DetailAnswer): Pairs[number] {
  return ['mutual TLS', (mtls?.share ?? -1) + 1, (detail.mtls?.share ?? -1) + 1];
}

/** null = it has none of that traffic, and nobody can ask. */
function ofNode(requests: GraphNode['incoming'], tcp: GraphNode['incomingTcp']) {
  if (requests === null && tcp === null) return null;
  return (detail: DetailAnswer): Pairs => [
    ['requests', requests?.requestsPerSecond, detail.requests?.requestsPerSecond],
    ['errors', requests?.errorsPerSecond, detail.requests?.errorsPerSecond],
    ['sent', tcp?.sentBytesPerSecond, detail.headline.sentBytesPerSecond],
    ['received', tcp?.receivedBytesPerSecond, detail.headline.receivedBytesPerSecond],
  ];
}
