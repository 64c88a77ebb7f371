/** What the graph's page keeps in its URL beside the scope: a copied address opens the same view. */
import { createParser, parseAsBoolean, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { graphTypes, type ServiceNodes, serviceNodeChoices } from '@/lib/graph/vocabulary';

/** What an edge's pill can say. */
export const edgeLabels = [
  'rate',
  'errors',
  'avg',
  'p50',
  'p95',
  'p99',
  'throughput',
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
  throughput: 'Throughput',
  share: 'Share of calls',
  mtls: 'mTLS',
};

const DEFAULT_LABELS: readonly EdgeLabel[] = ['rate', 'errors', 'p95'];

/** In a fixed order, so that the same choice is the same address; `none` for no labels at all. */
const labels = createParser<readonly EdgeLabel[]>({
  parse: (text) => edgeLabels.filter((label) => text.split(',').includes(label)),
  serialize: (value) =>
    value.length === 0 ? 'none' : edgeLabels.filter((label) => value.includes(label)).join(','),
  eq: (a, b) => a.join(',') === b.join(','),
});

export const viewParsers = {
  type: parseAsStringLiteral(graphTypes).withDefault('versionedApp'),
  labels: labels.withDefault(DEFAULT_LABELS),
  /** Which called services are nodes of their own. */
  services: parseAsStringLiteral(serviceNodeChoices).withDefault('auto'),
  /** A box around the versions of an app. */
  apps: parseAsBoolean.withDefault(false),
  idle: parseAsBoolean.withDefault(false),
  find: parseAsString.withDefault(''),
  node: parseAsString,
  edge: parseAsString,
  /** The table of the same edges below the picture. */
  table: parseAsBoolean.withDefault(false),
  /** All namespaces, however many nodes that draws. */
  everything: parseAsBoolean.withDefault(false),
};

export interface GraphView {
  readonly type: (typeof graphTypes)[number];
  readonly labels: readonly EdgeLabel[];
  readonly services: ServiceNodes;
  readonly apps: boolean;
  readonly idle: boolean;
  readonly find: string;
  readonly node: string | null;
  readonly edge: string | null;
  readonly table: boolean;
  readonly everything: boolean;
}
