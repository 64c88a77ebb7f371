import { expect, it } from 'vitest';
import type { EncryptionMatrix } from '@/lib/config/simulation/matrix-contract';
import { columnOrder, filteredRows, serverNames } from './matrix-filter';

const cell = (encrypted: boolean, broken: string | null = null) => ({
  transport: encrypted ? ('mtls' as const) : ('plaintext' as const),
  encrypted,
  breaks: broken,
  server: null,
  client: { mode: 'auto', place: null },
});
const server = (name: string, namespace: string, port: number) => ({
  host: `${name}.${namespace}.svc.cluster.local`,
  namespace,
  port,
  workloads: [],
});
const MATRIX: EncryptionMatrix = {
  clients: [{ plane: 'sidecar', workloads: [] }],
  rows: [
    { servers: [server('cart', 'shop', 80)], cells: [cell(false, 'It breaks.')] },
    { servers: [server('open', 'shop', 80), server('open', 'shop', 90)], cells: [cell(false)] },
    { servers: [server('shut', 'bank', 80)], cells: [cell(true)] },
  ],
};
const names = (filter: Partial<Parameters<typeof filteredRows>[1]>) =>
  filteredRows(MATRIX, { text: '', show: 'all', namespaces: null, ...filter }).flatMap(({ servers }) =>
    servers.map(({ host, port }) => `${host.split('.')[0]}:${port}`),
  );

it('narrows the matrix by words, namespaces and state', () => {
  expect(names({})).toHaveLength(4);
  expect(names({ show: 'breaks' })).toEqual(['cart:80']);
  expect(names({ show: 'plain' })).toEqual(['cart:80', 'open:80', 'open:90']);
  expect(names({ namespaces: ['bank'] })).toEqual(['shut:80']);
  expect(names({ text: 'open :90' })).toEqual(['open:90']);
});

it('names a host once with its ports', () => {
  expect(serverNames(MATRIX.rows[1]?.servers ?? [])).toEqual([
    { name: 'open', namespace: 'shop', ports: [80, 90] },
  ]);
});

it('puts the callers first that most of a mesh consists of', () => {
  const workloads = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ namespace: 'shop', name: `w${at}` }));
  const clients = [
    { plane: 'none' as const, workloads: workloads(5) },
    { plane: 'sidecar' as const, workloads: workloads(1) },
    { plane: 'ambient' as const, workloads: workloads(2) },
    { plane: 'sidecar' as const, workloads: workloads(3) },
  ];
  expect(columnOrder(clients).map(({ at }) => at)).toEqual([3, 1, 2, 0]);
});
