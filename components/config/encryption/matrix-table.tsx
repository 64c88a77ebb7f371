'use client';
/** The matrix: a row for servers that answer alike, a column for callers that are answered alike. */
import { Lock, LockOpen, Unplug } from 'lucide-react';
import { PlaceLink } from '@/components/config/try/place-link';
import { TRANSPORT_TITLES } from '@/components/config/try/server-cards';
import { classNames } from '@/components/ui/class-names';
import { Tag } from '@/components/ui/pill';
import type { EncryptionMatrix } from '@/lib/config/simulation/matrix-contract';
import { columnOrder, type MatrixCell, type MatrixRow, serverNames } from './matrix-filter';

type Client = EncryptionMatrix['clients'][number];

const PLANES: Readonly<Record<Client['plane'], string>> = {
  sidecar: 'With a sidecar',
  ambient: 'In ambient mode',
  gateway: 'Gateways',
  waypoint: 'Waypoints',
  none: 'Without a proxy',
};

const NAMES_AT_ONCE = 2;
const SERVERS_AT_ONCE = 6;

export function MatrixTable({ clients, rows }: { clients: readonly Client[]; rows: readonly MatrixRow[] }) {
  const columns = columnOrder(clients);
  return (
    <table className="w-full min-w-[1080px] table-fixed border-collapse text-sm">
      <thead className="sticky top-0 z-1 bg-surface text-left text-text-3 text-xs shadow-[inset_0_-1px_var(--line)]">
        <tr>
          <th scope="col" className="w-[20%] px-3 py-1.5 pl-4 align-bottom font-medium">
            Servers
          </th>
          {columns.map(({ client, at }) => (
            <th
              // Groups have no name of their own; their place in the answer is their identity.
              key={at}
              scope="col"
              className="px-3 py-1.5 align-bottom font-medium"
              title={client.workloads.map(({ namespace, name }) => `${name} in ${namespace}`).join('\n')}
            >
              <span className="block text-text text-xs">{PLANES[client.plane]}</span>
              <span className="line-clamp-2 font-normal">{clientNames(client)}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row
            key={row.servers.map(({ host, port }) => `${host}:${port}`).join(' ')}
            row={row}
            columns={columns.map(({ at }) => at)}
          />
        ))}
      </tbody>
    </table>
  );
}

function clientNames({ workloads }: Client): string {
  const names = workloads.slice(0, NAMES_AT_ONCE).map(({ name }) => name);
  const rest = workloads.length - names.length;
  return rest > 0 ? `${names.join(', ')} and ${rest} more` : names.join(', ');
}

function Row({ row, columns }: { row: MatrixRow; columns: readonly number[] }) {
  const names = serverNames(row.servers);
  const rest = names.slice(SERVERS_AT_ONCE);
  return (
    <tr className="border-line border-b align-top hover:bg-raised">
      <th scope="row" className="px-3 py-2 pl-4 text-left font-medium">
        <ul className="grid gap-0.5">
          {names.slice(0, SERVERS_AT_ONCE).map(({ name, namespace, ports }) => (
            <li key={`${namespace}/${name}`} className="flex flex-wrap items-center gap-1.5">
              {name}
              <span className="font-normal text-text-3 text-xs">in {namespace}</span>
              {ports.map((port) => (
                <Tag key={port} className="font-mono">
                  {port}
                </Tag>
              ))}
            </li>
          ))}
        </ul>
        {rest.length > 0 && (
          <span
            className="font-normal text-text-3 text-xs"
            title={rest.map(({ name, namespace }) => `${name} in ${namespace}`).join('\n')}
          >
            and {rest.length} more hosts
          </span>
        )}
      </th>
      {columns.map((at) => {
        const cell = row.cells[at];
        return (
          <td key={at} className="px-3 py-2">
            {cell !== undefined && <Cell cell={cell} />}
          </td>
        );
      })}
    </tr>
  );
}

function Cell({ cell }: { cell: MatrixCell }) {
  const { breaks, encrypted, transport, server, client } = cell;
  const Icon = breaks !== null ? Unplug : encrypted ? Lock : LockOpen;
  const tone = breaks !== null ? 'text-failing' : encrypted ? 'text-healthy' : 'text-degraded';
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-0.5">
      <span className={classNames('flex items-center gap-1.5 whitespace-nowrap font-medium', tone)}>
        <Icon aria-hidden="true" className="size-3.5 shrink-0" />
        {breaks !== null ? 'Breaks' : TRANSPORT_TITLES[transport]}
      </span>
      {breaks !== null && <span className="max-w-72 text-pretty text-text-2 text-xs">{breaks}</span>}
      <span className="flex flex-wrap gap-x-3">
        <PlaceLink place={client.place} named />
        <PlaceLink place={server?.place ?? null} named />
      </span>
    </div>
  );
}
