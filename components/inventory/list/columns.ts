/** The columns of each list, in their order. */
import type { InventoryKind, InventorySort } from '@/lib/insight/inventory/vocabulary';

export type ColumnId = InventorySort | 'ports' | 'holds' | 'apps' | 'versions' | 'trend';

export interface Column {
  readonly id: ColumnId;
  readonly label: string;
  /** Left out = it cannot be sorted by. */
  readonly sort?: InventorySort;
  /** Track of the grid. */
  readonly width: string;
  readonly isNumber?: boolean;
  /** Always there. */
  readonly isFixed?: boolean;
  /** What the figures mean, for the header's tooltip. */
  readonly about?: string;
}

const HEALTH: Column = { id: 'health', label: 'Health', sort: 'health', width: '56px', isFixed: true };
const NAMESPACE: Column = {
  id: 'namespace',
  label: 'Namespace',
  sort: 'namespace',
  width: 'minmax(88px, 0.8fr)',
};
/** Only where several are followed; of a namespace all that have it. */
const CLUSTER: Column = { id: 'cluster', label: 'Cluster', sort: 'cluster', width: 'minmax(68px, 0.6fr)' };
const PLANE: Column = { id: 'plane', label: 'Mode', sort: 'plane', width: '64px' };
const FINDINGS: Column = {
  id: 'findings',
  label: 'Findings',
  sort: 'findings',
  width: '60px',
  isNumber: true,
  about: 'Errors and warnings of configuration on it and on what rules it',
};
const TRAFFIC: readonly Column[] = [
  {
    id: 'mtls',
    label: 'mTLS',
    sort: 'mtls',
    width: '60px',
    isNumber: true,
    about: 'Share of what arrives under mutual TLS',
  },
  {
    id: 'rate',
    label: 'Rate',
    sort: 'rate',
    width: '88px',
    isNumber: true,
    about: 'What arrives, each request once; calls it makes where nothing arrives',
  },
  { id: 'trend', label: 'Trend', width: '64px', about: 'Requests over the window' },
  {
    id: 'errors',
    label: 'Errors',
    sort: 'errors',
    width: '68px',
    isNumber: true,
    about: '5xx, no response and gRPC errors',
  },
  {
    id: 'p95',
    label: 'p95',
    sort: 'p95',
    width: '68px',
    isNumber: true,
    about: 'Of all that it was sent, in the window',
  },
];
const REPLICAS: Column = {
  id: 'replicas',
  label: 'Replicas',
  sort: 'replicas',
  width: '62px',
  isNumber: true,
  about: 'Ready, of as many as are wanted',
};
const USAGE: readonly Column[] = [
  { id: 'cpu', label: 'CPU', sort: 'cpu', width: '52px', isNumber: true, about: 'Cores, all pods together' },
  { id: 'memory', label: 'Memory', sort: 'memory', width: '66px', isNumber: true, about: 'Working set' },
  { id: 'restarts', label: 'Restarts', sort: 'restarts', width: '60px', isNumber: true },
];

const name = (label: string): Column => ({
  id: 'name',
  label,
  sort: 'name',
  width: 'minmax(140px, 2.4fr)',
  isFixed: true,
});
const type = (width: string): Column => ({ id: 'type', label: 'Type', sort: 'type', width });

export const COLUMNS: Readonly<Record<InventoryKind, readonly Column[]>> = {
  namespaces: [
    HEALTH,
    name('Namespace'),
    CLUSTER,
    type('96px'),
    { ...PLANE, width: 'minmax(84px, 0.5fr)' },
    { id: 'holds', label: 'Holds', width: 'minmax(176px, 1fr)' },
    { id: 'apps', label: 'Applications', width: 'minmax(124px, 1fr)', about: 'By health' },
    FINDINGS,
    ...TRAFFIC,
  ],
  applications: [
    HEALTH,
    name('Application'),
    NAMESPACE,
    CLUSTER,
    { id: 'versions', label: 'Versions', width: 'minmax(88px, 0.7fr)' },
    PLANE,
    REPLICAS,
    FINDINGS,
    ...TRAFFIC,
  ],
  services: [
    HEALTH,
    name('Service'),
    NAMESPACE,
    CLUSTER,
    type('92px'),
    { id: 'ports', label: 'Ports', width: 'minmax(92px, 0.8fr)' },
    PLANE,
    REPLICAS,
    FINDINGS,
    ...TRAFFIC,
  ],
  workloads: [
    HEALTH,
    name('Workload'),
    NAMESPACE,
    CLUSTER,
    type('80px'),
    PLANE,
    REPLICAS,
    FINDINGS,
    ...TRAFFIC,
    ...USAGE,
  ],
};

/** Columns that are shown. Those that would be empty in every row are left out by themselves. */
export function shownColumns(
  kind: InventoryKind,
  hidden: ReadonlySet<string>,
  { hasUsage, followsSeveral }: { readonly hasUsage: boolean; readonly followsSeveral: boolean },
): readonly Column[] {
  return COLUMNS[kind].filter(({ id, isFixed }) => {
    if (isFixed === true) return true;
    // With a column more there is no room for the trend on a screen of 1440.
    if (hidden.has(id) || id === (followsSeveral ? 'trend' : 'cluster')) return false;
    return hasUsage || !USAGE.some((column) => column.id === id);
  });
}

/** Between the cells of a row, and at its ends, pixels. */
const GAP = 8;
const EDGE = 16;

/** Pixels below which the columns have no room; what they get beyond is shared out by their tracks. */
export function leastWidth(columns: readonly Column[]): number {
  const tracks = columns.reduce((sum, { width }) => sum + Number(/(\d+)px/.exec(width)?.[1] ?? 0), 0);
  return tracks + GAP * (columns.length - 1) + 2 * EDGE;
}
