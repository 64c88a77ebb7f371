/** The matrix of encryption with the lines that decide, in the order in which it is read: what breaks comes first. */
import type { EncryptionMatrix } from '@/lib/config/simulation/matrix-contract';
import type { MtlsAnswer } from '@/lib/config/simulation/mtls';
import { mtlsMatrix } from '@/lib/config/simulation/mtls/matrix';
import type { SimulatedMesh } from './drafted-mesh';
import type { Places } from './places';

export function encryptionMatrix({ view, places }: SimulatedMesh): EncryptionMatrix {
  const { clients, rows } = mtlsMatrix(view);
  return {
    clients: clients.map(({ plane, workloads }) => ({ plane, workloads: [...workloads] })),
    rows: rows
      .map(({ servers, cells }) => ({
        servers: servers.map((server) => ({ ...server, workloads: [...server.workloads] })),
        cells: cells.map((cell) => cellAnswer(places, cell)),
      }))
      .sort((a, b) => worst(b) - worst(a)),
  };
}

function cellAnswer(places: Places, cell: MtlsAnswer): EncryptionMatrix['rows'][number]['cells'][number] {
  const { transport, encrypted, breaks, server, client } = cell;
  return {
    transport,
    encrypted,
    breaks,
    server: server === null ? null : { mode: server.mode, place: places.orNull(server.object, server.path) },
    client: { mode: client.mode, place: places.orNull(client.object, client.path) },
  };
}

function worst({ cells }: EncryptionMatrix['rows'][number]): number {
  if (cells.some(({ breaks }) => breaks !== null)) return 2;
  return cells.some(({ encrypted }) => !encrypted) ? 1 : 0;
}
