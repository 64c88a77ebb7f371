/** The matrix as the reader asked for it. Pure. */
import { shortHost } from '@/lib/config/simulation/answer/words';
import type { EncryptionMatrix } from '@/lib/config/simulation/matrix-contract';

export type MatrixRow = EncryptionMatrix['rows'][number];
export type MatrixCell = MatrixRow['cells'][number];
export type MatrixClient = EncryptionMatrix['clients'][number];
export type MatrixServer = MatrixRow['servers'][number];

export const MATRIX_CHOICES = ['all', 'breaks', 'plain'] as const;
export type MatrixChoice = (typeof MATRIX_CHOICES)[number];

export interface MatrixFilter {
  readonly text: string;
  readonly show: MatrixChoice;
  /** Of the servers; null = all. */
  readonly namespaces: readonly string[] | null;
}

export function filteredRows(matrix: EncryptionMatrix, filter: MatrixFilter): readonly MatrixRow[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return matrix.rows.flatMap((row) => {
    if (!isShown(row, filter.show)) return [];
    const servers = row.servers.filter(
      (server) =>
        (filter.namespaces === null || filter.namespaces.includes(server.namespace)) &&
        words.every((word) => textOf(server).includes(word)),
    );
    return servers.length === 0 ? [] : [{ ...row, servers }];
  });
}

export function breaks({ cells }: MatrixRow): boolean {
  return cells.some((cell) => cell.breaks !== null);
}

export function isPlain({ cells }: MatrixRow): boolean {
  return cells.some((cell) => !cell.encrypted);
}

function isShown(row: MatrixRow, show: MatrixChoice): boolean {
  if (show === 'all') return true;
  return show === 'breaks' ? breaks(row) : isPlain(row);
}

function textOf({ host, port, namespace, workloads }: MatrixServer): string {
  return `${host}:${port} ${namespace} ${workloads.map(({ name }) => name).join(' ')}`.toLowerCase();
}

/** Servers by host: "cart :80, :8080", with the namespace where one is known. */
export function serverNames(
  servers: readonly MatrixServer[],
): readonly { readonly name: string; readonly namespace: string; readonly ports: readonly number[] }[] {
  const byHost = Map.groupBy(servers, ({ host, namespace }) => `${namespace}/${host}`);
  return [...byHost.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const ports = [...new Set(own.map(({ port }) => port))].sort((a, b) => a - b);
    return [{ name: shortHost(first.host), namespace: first.namespace, ports }];
  });
}

const PLANE_ORDER = [
  'sidecar',
  'ambient',
  'gateway',
  'waypoint',
  'none',
] as const satisfies readonly MatrixClient['plane'][];

/** Columns as they are read: most of the mesh first, callers outside it last; `at` is the place in the answer. */
export function columnOrder(
  clients: readonly MatrixClient[],
): readonly { readonly client: MatrixClient; readonly at: number }[] {
  const rank = ({ plane }: MatrixClient) => PLANE_ORDER.indexOf(plane);
  return clients
    .map((client, at) => ({ client, at }))
    .sort((a, b) => rank(a.client) - rank(b.client) || b.client.workloads.length - a.client.workloads.length);
}
