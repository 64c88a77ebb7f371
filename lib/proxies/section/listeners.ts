/** Envoy's listeners: where it takes connections, and where their chains of filters lead. */
import type { ProxyRow } from '@/lib/proxies/contract';
import { at, isRecord, listAt, numberAt, textAt } from '@/lib/proxies/dump/fields';
import type { SectionReader } from './section-reader';

const LISTS = new Set(['static_listeners', 'dynamic_listeners']);
const MOST_TARGETS = 6;

export function listenerReader(): SectionReader {
  /** Of the listener whose chains are arriving. */
  let chains: unknown[] = [];
  return {
    rowsOf({ path, value }) {
      if (!LISTS.has(String(path[2]))) return [];
      if (path.length > 4) {
        chains.push(value);
        return [];
      }
      if (path.length !== 4) return [];
      const own = chains;
      chains = [];
      return value === null ? [] : [rowOf(value, own)];
    },
  };
}

function rowOf(wire: unknown, chains: readonly unknown[]): ProxyRow {
  const listener =
    textAt(wire, 'name') === null ? at(wire, 'listener') : at(wire, 'active_state', 'listener');
  const name = textAt(wire, 'name') ?? textAt(listener, 'name') ?? '';
  const socket = at(listener, 'address', 'socket_address');
  const all = [...chains, ...listAt(listener, 'filter_chains').filter((chain) => chain !== null)];
  const address = textAt(socket, 'address');
  return {
    id: name === '' ? `${address}:${numberAt(socket, 'port_value')}` : name,
    cells: {
      name: name === '' ? '(own)' : name,
      address: address ?? textAt(listener, 'internal_listener') ?? 'internal',
      port: numberAt(socket, 'port_value'),
      direction: textAt(listener, 'traffic_direction')?.toLowerCase() ?? 'own',
      chains: all.length,
      leadsTo: targetsOf(all),
    },
    from: null,
    caution: cautionOf(wire),
  };
}

function cautionOf(wire: unknown): string | null {
  const failure = textAt(wire, 'error_state', 'details');
  if (failure !== null) return `The last update was refused: ${failure.slice(0, 300)}`;
  return isRecord(at(wire).warming_state) ? 'A new version is warming.' : null;
}

/** "routes 9080, cluster inbound|9080||". */
function targetsOf(chains: readonly unknown[]): string {
  const targets = new Set<string>();
  for (const chain of chains) {
    for (const filter of listAt(chain, 'filters')) {
      const config = at(filter, 'typed_config');
      const routes = textAt(config, 'rds', 'route_config_name') ?? textAt(config, 'route_config', 'name');
      const cluster = textAt(config, 'cluster');
      if (routes !== null) targets.add(`routes ${routes}`);
      if (cluster !== null) targets.add(`cluster ${cluster}`);
    }
  }
  const shown = [...targets].slice(0, MOST_TARGETS);
  return targets.size > shown.length
    ? `${shown.join(', ')}, ${targets.size - shown.length} more`
    : shown.join(', ');
}
