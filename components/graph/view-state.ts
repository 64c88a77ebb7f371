/** What the graph's page keeps in its URL beside the scope: a copied address opens the same view. */
import {
  createParser,
  type inferParserType,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsFloat,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { changeKinds } from '@/lib/graph/compare/change';
import { flowDirections } from '@/lib/graph/layout/drawing';
import { layoutNames } from '@/lib/graph/layout/names';
import { SLOW_FROM_MS } from '@/lib/graph/view/view-graph';
import { ambientViews, graphTypes, serviceNodeChoices } from '@/lib/graph/vocabulary';

/** What an edge's pill can say. */
export const edgeLabels = [
  'rate',
  'errors',
  'avg',
  'p50',
  'p95',
  'p99',
  'messages',
  'throughput',
  'requestBytes',
  'responseBytes',
  'share',
  'mtls',
] as const;
export type EdgeLabel = (typeof edgeLabels)[number];

export const EDGE_LABEL_NAMES: Readonly<Record<EdgeLabel, string>> = {
  rate: 'Rate',
  errors: 'Errors',
  avg: 'Mean latency',
  p50: 'p50',
  p95: 'p95',
  p99: 'p99',
  messages: 'gRPC messages',
  throughput: 'Throughput',
  requestBytes: 'Request bytes',
  responseBytes: 'Response bytes',
  share: 'Share of calls',
  mtls: 'mTLS',
};

export const boxKinds = ['cluster', 'namespace', 'app'] as const;
export type BoxKind = (typeof boxKinds)[number];

export const protocols = ['http', 'grpc', 'tcp'] as const;
export type ShownProtocol = (typeof protocols)[number];

/** What stands for the rate of a gRPC edge: requests, or messages in one or both directions. */
export const grpcMeasures = ['requests', 'sent', 'received', 'total'] as const;
export type GrpcMeasure = (typeof grpcMeasures)[number];

/** What stands for the rate of a TCP edge: bytes in one or both directions, or connections opened. */
export const tcpMeasures = ['total', 'sent', 'received', 'connections'] as const;
export type TcpMeasure = (typeof tcpMeasures)[number];

/** Which edges are drawn: all, those that are not healthy, or only those of what is pointed at or selected. */
export const edgeChoices = ['all', 'unwell', 'none'] as const;
export type EdgeChoice = (typeof edgeChoices)[number];

/** Whether boxes start folded: by the size of the picture, all of them, none of them. */
export const foldChoices = ['auto', 'all', 'none'] as const;

const DEFAULT_LABELS: readonly EdgeLabel[] = ['rate', 'errors', 'p95'];

/** In a fixed order, so that the same choice is the same address; `none` where nothing is chosen. */
function someOf<T extends string>(all: readonly T[]) {
  return createParser<readonly T[]>({
    parse: (text) => all.filter((one) => text.split(',').includes(one)),
    serialize: (value) => (value.length === 0 ? 'none' : all.filter((one) => value.includes(one)).join(',')),
    eq: (a, b) => a.join(',') === b.join(','),
  });
}

const positive = createParser<number>({
  parse: (text) => {
    const value = parseAsFloat.parse(text);
    return value !== null && Number.isFinite(value) && value > 0 ? value : null;
  },
  serialize: parseAsFloat.serialize,
});

/** Ids of nodes and boxes hold slashes and escapes but no comma. */
const ids = parseAsArrayOf(parseAsString, ',').withDefault([]);

export const viewParsers = {
  /** Whose numbers count in ambient mode. */
  ambient: parseAsStringLiteral(ambientViews).withDefault('total'),
  /** Signs of configuration on the cards. */
  badges: parseAsBoolean.withDefault(true),
  /** The earlier moment that the picture is compared with, as lib/graph/compare/moments.ts writes it. */
  before: parseAsString,
  boxes: someOf(boxKinds).withDefault(['cluster', 'namespace']),
  /** Of two moments only what changed. */
  changedOnly: parseAsBoolean.withDefault(false),
  /** Kinds of change that are not shown as such. */
  changesOff: someOf(changeKinds).withDefault([]),
  /** Nodes behind which there is nothing any more. */
  dead: parseAsBoolean.withDefault(true),
  /** Where calls lead on the page. */
  direction: parseAsStringLiteral(flowDirections).withDefault('right'),
  edge: parseAsString,
  edges: parseAsStringLiteral(edgeChoices).withDefault('all'),
  /** All namespaces, however many nodes that draws. */
  everything: parseAsBoolean.withDefault(false),
  find: parseAsString.withDefault(''),
  /** The node that a part of the graph is shown around. */
  focus: parseAsString,
  fold: parseAsStringLiteral(foldChoices).withDefault('auto'),
  /** Boxes folded although `fold` leaves them open. */
  folded: ids,
  /** The node where a shown path begins. */
  from: parseAsString,
  grpc: parseAsStringLiteral(grpcMeasures).withDefault('requests'),
  /** Nodes taken out of the picture one by one. */
  hidden: ids,
  /** An expression of the find language: what matches is not drawn. */
  hide: parseAsString.withDefault(''),
  /** How far around the focus. */
  hops: parseAsStringLiteral(['1', '2'] as const).withDefault('1'),
  idle: parseAsBoolean.withDefault(false),
  idleNodes: parseAsBoolean.withDefault(false),
  labels: someOf(edgeLabels).withDefault(DEFAULT_LABELS),
  layout: parseAsStringLiteral(layoutNames).withDefault('layered'),
  /** Dots that run along the lines. */
  motion: parseAsBoolean.withDefault(false),
  node: parseAsString,
  /** Only what fails, or only what is slow. */
  only: parseAsStringLiteral(['errors', 'slow'] as const),
  operations: parseAsBoolean.withDefault(false),
  /** The sign of workloads that should have a proxy and have none. */
  outOfMesh: parseAsBoolean.withDefault(true),
  protocols: someOf(protocols).withDefault(protocols),
  rank: parseAsBoolean.withDefault(false),
  renderer: parseAsStringLiteral(['canvas', 'webgl'] as const).withDefault('canvas'),
  /** Which called services are nodes of their own. */
  services: parseAsStringLiteral(serviceNodeChoices).withDefault('auto'),
  /** The p95 in milliseconds from which an edge is slow, for the filter and for the word of the find language. */
  slowFrom: positive.withDefault(SLOW_FROM_MS),
  /** The table of the same edges beside or below the picture. */
  table: parseAsBoolean.withDefault(false),
  tcp: parseAsStringLiteral(tcpMeasures).withDefault('total'),
  /** The node where a shown path ends. */
  to: parseAsString,
  /** From when on a difference is a change, as lib/graph/compare/thresholds.ts writes it. */
  thresholds: parseAsString,
  type: parseAsStringLiteral(graphTypes).withDefault('versionedApp'),
  /** Boxes open although `fold` folds them. */
  unfolded: ids,
  /** Waypoints as nodes of their own. */
  waypoints: parseAsBoolean.withDefault(false),
};

/** The parsed values: what `useQueryStates(viewParsers)` gives. */
export type GraphView = Readonly<inferParserType<typeof viewParsers>>;

/** `from` and `to` in the address are the time window of every page. */
export const viewUrlKeys = { from: 'pathFrom', to: 'pathTo' } as const;
