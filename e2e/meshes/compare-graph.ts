/** A graph's answer against what a mesh must give: every difference as a sentence with the query that says so. */
import type { GraphAnswer, GraphEdge } from '@/lib/graph/contract';
import { askAll, type BruteForce } from './brute-force';
import {
  type Compared,
  durationFigures,
  type Figure,
  messageFigures,
  principalsOf,
  requestFigures,
  securityFigures,
  tcpFigures,
} from './expected-figures';
import type { ExpectedEdge, ExpectedGraph, ExpectedView } from './expected-graph';
import { type ExpectedNode, nodeInWords } from './expected-nodes';
import type { RandomMesh } from './random-mesh';

export interface Comparison {
  readonly answer: GraphAnswer;
  readonly expected: ExpectedGraph;
  readonly mesh: RandomMesh;
  readonly view: ExpectedView;
  readonly store: BruteForce;
}

export async function compareGraph(comparison: Comparison): Promise<string[]> {
  const { answer, expected, view, store } = comparison;
  const words = new Map(answer.nodes.map((node) => [node.id, nodeInWords(node, view.type)]));
  const edges = new Map(
    answer.edges.map((edge) => [
      `${words.get(edge.source)} > ${words.get(edge.target)} > ${edge.protocol}`,
      edge,
    ]),
  );
  const nodes = nodesOf(expected);
  const wrong = [
    ...differing('edge', [...edges.keys()], [...expected.edges.keys()]),
    ...differing('node', [...words.values()], [...nodes.keys()]),
    ...wrongPrincipals(comparison, edges),
  ];
  const figures = new Map<string, Figure>();
  const put = (what: string, all: readonly Figure[]) => {
    all.forEach((figure, at) => {
      figures.set(`${what} (${at})`, figure);
    });
  };
  for (const [key, edge] of expected.edges) {
    const actual = edges.get(key);
    if (actual !== undefined) put(key, edgeFigures(comparison, edge, actual));
  }
  for (const node of answer.nodes) {
    const edgesAt = nodes.get(words.get(node.id) ?? '');
    if (edgesAt === undefined) continue;
    const sides = [
      ['in', edgesAt.incoming, node.incoming, node.incomingTcp, node.incomingMessages],
      ['out', edgesAt.outgoing, node.outgoing, node.outgoingTcp, node.outgoingMessages],
    ] as const;
    for (const [side, at, requests, tcp, messages] of sides) {
      const what = `${words.get(node.id)}, ${side}`;
      const sidsOf = (isTcp: boolean) =>
        at.filter(({ protocol }) => (protocol === 'tcp') === isTcp).flatMap(({ sids }) => sids);
      put(`${what}, requests`, requestFigures(store, sidsOf(false), requests, false));
      if (sidsOf(true).length > 0 || tcp !== null) put(`${what}, TCP`, tcpFigures(store, sidsOf(true), tcp));
      if (view.messages) put(`${what}, messages`, messageFigures(store, sidsOf(false), messages));
    }
  }
  put('totals', requestFigures(store, expected.sids, answer.totals.requests, false));
  put('totals, TCP', tcpFigures(store, expected.sids, answer.totals.tcp));
  const boxes = expectedBoxes(expected, nodes);
  const given = new Map(
    answer.boxes.map((box) => {
      const members = answer.nodes.flatMap(({ id, boxes: around }) =>
        around.includes(box.id) ? (words.get(id) ?? '') : [],
      );
      return [`${box.kind} box of ${members.sort().join(' and ')}`, box];
    }),
  );
  wrong.push(...differing('box', [...given.keys()], [...boxes.keys()]));
  for (const [key, sids] of boxes) {
    const box = given.get(key);
    if (box !== undefined) put(key, requestFigures(store, sids, box.incoming, false));
  }
  return [...wrong, ...(await wrongFigures(store, figures))];
}

function edgeFigures(
  { store, view }: Comparison,
  { sids, security, ztunnel }: ExpectedEdge,
  actual: GraphEdge,
): Figure[] {
  const isTcp = actual.protocol === 'tcp';
  const told = security.length > 0 ? security : ztunnel;
  return [
    ...(isTcp ? tcpFigures(store, sids, actual.tcp) : requestFigures(store, sids, actual.requests, true)),
    ...(isTcp ? [] : durationFigures(store, sids, actual)),
    ...(view.messages && actual.protocol === 'grpc' ? messageFigures(store, sids, actual.messages) : []),
    ...securityFigures(store, told, isTcp || security.length === 0, actual),
  ];
}

interface EdgesAt {
  readonly node: ExpectedNode;
  /** Where labels are missing, callers and callees may be told of different apps. */
  readonly apps: Set<string | null>;
  readonly incoming: ExpectedEdge[];
  readonly outgoing: ExpectedEdge[];
}

function nodesOf({ edges }: ExpectedGraph): Map<string, EdgesAt> {
  const nodes = new Map<string, EdgesAt>();
  const at = (node: ExpectedNode): EdgesAt => {
    const known = nodes.get(node.key) ?? { node, apps: new Set(), incoming: [], outgoing: [] };
    nodes.set(node.key, known);
    known.apps.add(node.app);
    return known;
  };
  for (const edge of edges.values()) {
    at(edge.source).outgoing.push(edge);
    at(edge.target).incoming.push(edge);
  }
  return nodes;
}

/** What crosses into each box, by its kind and members. */
function expectedBoxes(expected: ExpectedGraph, nodes: ReadonlyMap<string, EdgesAt>): Map<string, string[]> {
  const members = new Map<string, { readonly kind: string; readonly keys: Set<string> }>();
  const put = (kind: string, parts: readonly (string | null)[], key: string) => {
    const id = JSON.stringify([kind, ...parts]);
    const box = members.get(id) ?? { kind, keys: new Set<string>() };
    members.set(id, box);
    box.keys.add(key);
  };
  const clusters = new Set([...nodes.values()].flatMap(({ node }) => node.cluster ?? []));
  for (const { node, apps: own } of nodes.values()) {
    const { key, cluster, namespace, behind } = node;
    if (clusters.size > 1 && cluster !== null) put('cluster', [cluster], key);
    if (namespace !== null) put('namespace', [cluster, namespace], key);
    const apps = [...(behind === null ? own : (expected.appsBehind.get(behind) ?? []))];
    const app = apps.length === 1 ? (apps[0] ?? null) : null;
    if (app !== null) put('app', [cluster, namespace, app], key);
  }
  const boxes = new Map<string, string[]>();
  for (const { kind, keys } of members.values()) {
    if (kind === 'app' && keys.size === 1) continue;
    const crossing = [...expected.edges.values()].filter(
      ({ source, target }) => keys.has(target.key) && !keys.has(source.key),
    );
    const sids = crossing.filter(({ protocol }) => protocol !== 'tcp').flatMap((edge) => edge.sids);
    boxes.set(`${kind} box of ${[...keys].sort().join(' and ')}`, sids);
  }
  return boxes;
}

function* differing(what: string, actual: readonly string[], expected: readonly string[]): Generator<string> {
  for (const key of expected) if (!actual.includes(key)) yield `The ${what} is missing: ${key}`;
  for (const key of actual) if (!expected.includes(key)) yield `The ${what} is too many: ${key}`;
  if (new Set(actual).size !== actual.length) yield `A ${what} is there twice: ${actual.join('; ')}`;
}

function* wrongPrincipals(
  { expected, mesh }: Comparison,
  edges: ReadonlyMap<string, GraphEdge>,
): Generator<string> {
  for (const [key, { security, ztunnel }] of expected.edges) {
    const mtls = edges.get(key)?.mtls ?? null;
    if (mtls === null) continue;
    const told = security.length > 0 ? security : ztunnel;
    for (const side of ['source', 'destination'] as const) {
      const wanted = principalsOf(told, side, mesh.dropped).join();
      const given = mtls[`${side}Principals`].join();
      if (given !== wanted) yield `${key}: ${side} principals are ${given}, not ${wanted}`;
    }
  }
}

async function wrongFigures(store: BruteForce, figures: ReadonlyMap<string, Figure>): Promise<string[]> {
  const answers = await askAll(store, new Map([...figures].map(([name, { query }]) => [name, query])));
  const wrong: string[] = [];
  for (const [what, { query, compare }] of figures) {
    for (const one of compare(answers.get(what) ?? []))
      if (!isClose(one))
        wrong.push(`${what}: ${one[0]}: the graph says ${one[1]}, Prometheus ${one[2]}, for ${query}`);
  }
  return wrong;
}

/** Equal but for the order in which floating-point numbers were added. */
function isClose([, actual, expected]: Compared): boolean {
  const wanted = expected ?? 0;
  const given = actual ?? 0;
  return Math.abs(given - wanted) / Math.max(1e-12, Math.abs(wanted)) < 1e-9;
}
