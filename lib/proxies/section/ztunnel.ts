/** What ztunnel knows (`/config_dump`): the workloads and services of the mesh, policies, and its certificates. */
import type { Cell, ProxyRow, ZtunnelSection } from '@/lib/proxies/contract';
import { at, isRecord, listAt, textAt } from '@/lib/proxies/dump/fields';
import type { SectionReader } from './section-reader';

type Fields = Readonly<Record<string, unknown>>;

const CELLS: Readonly<Record<ZtunnelSection, (value: Fields) => Readonly<Record<string, Cell>>>> = {
  workloads: (value) => ({
    name: textAt(value, 'name'),
    namespace: textAt(value, 'namespace'),
    address: listAt(value, 'workload_ips').map(String).join(', ') || null,
    node: textAt(value, 'node'),
    protocol: textAt(value, 'protocol'),
    waypoint: waypointOf(value),
    status: textAt(value, 'status'),
  }),
  services: (value) => ({
    name: textAt(value, 'name'),
    namespace: textAt(value, 'namespace'),
    host: textAt(value, 'hostname'),
    address: listAt(value, 'vips').map(String).join(', ') || null,
    waypoint: waypointOf(value),
    endpoints: Object.keys(at(value, 'endpoints')).length,
  }),
  policies: (value) => ({
    name: textAt(value, 'name'),
    namespace: textAt(value, 'namespace'),
    scope: textAt(value, 'scope'),
    action: textAt(value, 'action'),
    rules: listAt(value, 'rules').length,
  }),
  certificates: (value) => ({
    identity: textAt(value, 'identity'),
    state: textAt(value, 'state'),
    certificates: listAt(value, 'cert_chain').length,
    validUntil: certificateEnd(value),
  }),
};

/** A list, or a map whose keys do not matter. */
export function ztunnelReader(section: ZtunnelSection): SectionReader {
  return {
    rowsOf({ path, value }) {
      if (path.length !== 2 || path[0] !== section || !isRecord(value)) return [];
      const cells = CELLS[section](value);
      const id = `${textAt(value, 'namespace') ?? ''}/${textAt(value, 'name') ?? textAt(value, 'identity') ?? ''} ${path[1]}`;
      const row: ProxyRow = { id, cells, from: null, caution: cautionOf(section, value) };
      return [row];
    },
  };
}

function cautionOf(section: ZtunnelSection, value: Fields): string | null {
  const state = textAt(value, section === 'certificates' ? 'state' : 'status');
  if (section === 'certificates') return state === null || state === 'Available' ? null : `It is ${state}.`;
  return section === 'workloads' && state !== null && state !== 'Healthy' ? `It is ${state}.` : null;
}

function waypointOf(value: Fields): string | null {
  const waypoint = at(value, 'waypoint');
  return textAt(waypoint, 'destination') ?? textAt(waypoint, 'destination', 'hostname');
}

function certificateEnd(value: Fields): number | null {
  const ms = Date.parse(textAt(listAt(value, 'cert_chain')[0], 'expiration_time') ?? '');
  return Number.isNaN(ms) ? null : ms / 1000;
}
