/** What istiod would send against what the proxy has: by name, then field by field. Pure. */
import type { TypeDifference } from './contract';
import type { DumpElement } from './dump/dump-element';
import { at, isRecord, listAt, numberAt, textAt } from './dump/fields';

export type ComparedType = TypeDifference['type'];

/** Resources by type and name; of endpoints their addresses. */
export type Inventory = Readonly<Record<ComparedType, ReadonlyMap<string, unknown>>>;

const LISTS: Readonly<Record<string, ComparedType>> = {
  dynamic_active_clusters: 'clusters',
  dynamic_warming_clusters: 'clusters',
  dynamic_listeners: 'listeners',
  dynamic_route_configs: 'routes',
  dynamic_endpoint_configs: 'endpoints',
};
const PARTS: Readonly<Record<ComparedType, readonly string[]>> = {
  clusters: ['cluster'],
  listeners: ['active_state', 'listener'],
  routes: ['route_config'],
  endpoints: ['endpoint_config'],
};
/** Differ by nature. */
const IGNORED = new Set(['version_info', 'last_updated', 'client_status']);
const MOST_FIELDS = 20;
const MOST_NAMES = 500;
const LONGEST_VALUE = 200;

/** Keeps every dynamic resource whole; pieces of routes and listeners are put back in their places. */
export async function inventoryOf(elements: AsyncIterable<DumpElement>): Promise<Inventory> {
  const found = {
    clusters: new Map(),
    listeners: new Map(),
    routes: new Map(),
    endpoints: new Map(),
  } satisfies Record<ComparedType, Map<string, unknown>>;
  let pieces: unknown[] = [];
  for await (const { path, value } of elements) {
    const type = LISTS[String(path[2])];
    if (type === undefined || path.length < 4) continue;
    if (path.length > 4) {
      pieces.push(value);
      continue;
    }
    const resource = at(value, ...PARTS[type]);
    const name = textAt(resource, 'name') ?? textAt(resource, 'cluster_name') ?? textAt(value, 'name');
    if (name !== null) found[type].set(name, keptOf(type, resource, pieces));
    pieces = [];
  }
  return found;
}

function keptOf(
  type: ComparedType,
  resource: Readonly<Record<string, unknown>>,
  pieces: readonly unknown[],
): unknown {
  if (type === 'clusters') return resource;
  return type === 'endpoints' ? addressesOf(resource) : whole(type, resource, pieces);
}

/** A proxy tells weights, places and health in its own words, and of what it has found out since: addresses alone compare. */
function addressesOf(assignment: unknown): Readonly<Record<string, string>> {
  const addresses: Record<string, string> = {};
  for (const place of listAt(assignment, 'endpoints')) {
    for (const one of listAt(place, 'lb_endpoints')) {
      const address = at(one, 'endpoint', 'address');
      const ip = textAt(address, 'socket_address', 'address');
      const port = numberAt(address, 'socket_address', 'port_value');
      const name =
        ip === null
          ? (textAt(address, 'envoy_internal_address', 'endpoint_id') ?? textAt(address, 'pipe', 'path'))
          : `${ip}:${port ?? ''}`;
      if (name !== null) addresses[name] = 'there';
    }
  }
  return addresses;
}

function whole(
  type: ComparedType,
  resource: Readonly<Record<string, unknown>>,
  pieces: readonly unknown[],
): unknown {
  const field = type === 'routes' ? 'virtual_hosts' : 'filter_chains';
  if (pieces.length === 0 || listAt(resource, field).length !== pieces.length) return resource;
  return { ...resource, [field]: pieces };
}

/** Endpoints are left out where one side does not tell of any: older control planes and proxies never do. */
export function differencesOf(intended: Inventory, actual: Inventory): TypeDifference[] {
  const told = (['clusters', 'listeners', 'routes'] as const).map((type) =>
    differenceOf(type, intended[type], actual[type]),
  );
  if (intended.endpoints.size === 0 || actual.endpoints.size === 0) return told;
  // Clusters that the proxy resolves itself have endpoints that nobody sends.
  const sent = new Map([...actual.endpoints].filter(([name]) => intended.endpoints.has(name)));
  return [...told, differenceOf('endpoints', intended.endpoints, sent)];
}

function differenceOf(
  type: ComparedType,
  intended: ReadonlyMap<string, unknown>,
  actual: ReadonlyMap<string, unknown>,
): TypeDifference {
  const changed: TypeDifference['changed'] = [];
  let same = 0;
  for (const [name, wanted] of intended) {
    if (!actual.has(name)) continue;
    const fields: TypeDifference['changed'][number]['fields'] = [];
    compare(wanted, actual.get(name), '', fields);
    if (fields.length === 0) same += 1;
    else changed.push({ name, fields });
  }
  return {
    type,
    same,
    missing: [...intended.keys()].filter((name) => !actual.has(name)).slice(0, MOST_NAMES),
    extra: [...actual.keys()].filter((name) => !intended.has(name)).slice(0, MOST_NAMES),
    changed: changed.slice(0, MOST_NAMES),
  };
}

type FieldDifference = TypeDifference['changed'][number]['fields'][number];

function compare(wanted: unknown, held: unknown, path: string, found: FieldDifference[]): void {
  if (found.length >= MOST_FIELDS || wanted === held) return;
  if (isRecord(wanted) && isRecord(held)) {
    for (const name of new Set([...Object.keys(wanted), ...Object.keys(held)])) {
      if (!IGNORED.has(name))
        compare(wanted[name], held[name], path === '' ? name : `${path}.${name}`, found);
    }
  } else if (Array.isArray(wanted) && Array.isArray(held)) {
    const length = Math.max(wanted.length, held.length);
    for (let index = 0; index < length; index += 1)
      compare(wanted[index], held[index], `${path}[${labelOf(wanted[index] ?? held[index], index)}]`, found);
  } else if (!isDefault(wanted, held)) {
    found.push({ path, intended: shortText(wanted), actual: shortText(held) });
  }
}

/** A place in a list, by the name of what stands there where it has one. */
function labelOf(value: unknown, index: number): string {
  return textAt(value, 'name') ?? String(index);
}

/** One side may leave out what the other writes with its default. */
function isDefault(a: unknown, b: unknown): boolean {
  const empty = (value: unknown) =>
    value === undefined ||
    value === false ||
    value === 0 ||
    value === '' ||
    (Array.isArray(value) && value.length === 0) ||
    (isRecord(value) && Object.keys(value).length === 0);
  return (a === undefined || b === undefined) && empty(a) && empty(b);
}

function shortText(value: unknown): string | null {
  if (value === undefined) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
