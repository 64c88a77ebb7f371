/** All about one thing of the inventory: its row, what belongs to it, and whom it talks to. */

import type { GraphAnswer } from '@/lib/graph/contract';
import { parseNodeId } from '@/lib/graph/identity';
import { loadGraph } from '@/lib/graph/load';
import { PLAIN_OPTIONS } from '@/lib/graph/plain-request';
import type { Inventory } from '@/lib/inventory/inventory';
import type { InventoryService } from '@/lib/inventory/services';
import type { InventoryWorkload } from '@/lib/inventory/workloads';
import { Fault, type Warning } from '@/lib/mesh/fault';
import type { TimeWindow } from '@/lib/mesh/time-window';
import { mayPass } from '@/lib/mesh/warning-codes';
import type { PodUsage } from '@/lib/metrics/resources';
import type { InventoryRow } from './contract';
import { inventoryOf } from './known-inventory';
import type { AllRows, InventoryPorts } from './load-rows';
import { optionalParts } from './optional-parts';
import { namespacePeers, nodesOf, peersOf, type SubjectName } from './peers';
import { type Lists, type RowsOf, relatedRows, withLatencies } from './related-rows';
import { aboutNamespace } from './rows-graph';
import type { SubjectAnswer } from './subject-contract';
import { podsOf } from './subject-pods';
import type { InventoryKind, SubjectPart } from './vocabulary';

export interface SubjectRequest {
  readonly subject: SubjectName;
  readonly part: SubjectPart;
  readonly window: TimeWindow;
  /**
   * Its own list and those of what belongs to it; with figures unless facts alone are asked for. Figures of its
   * namespace are enough, see `namespaceOf`.
   */
  readonly rowsOf: RowsOf;
}

/** The namespace that the subject and all that belongs to it are in; undefined for hosts that are in none. */
export function namespaceOf({ kind, namespace, name }: SubjectName): string | undefined {
  return kind === 'namespaces' ? name : (namespace ?? undefined);
}

/** Throws `not-found` where neither configuration nor traffic (if it was asked for) knows of it. */
export async function loadSubject(
  ports: InventoryPorts,
  { subject, part, window, rowsOf }: SubjectRequest,
  signal?: AbortSignal,
): Promise<SubjectAnswer> {
  const warnings: Warning[] = [];
  const optional = optionalParts(warnings);
  const about = namespaceOf(subject);
  const [rows, related, graph, stored, usage] = await Promise.all([
    rowsOf(subject.kind),
    relatedRows(subject.kind, rowsOf),
    part !== 'peers'
      ? null
      : optional(
          'Whom it talks to is',
          loadGraph(aboutNamespace(ports, about), { ...graphOptions(subject.kind), window }, signal),
        ),
    optional('What configuration holds is', ownStore(ports, subject)?.list(signal) ?? Promise.resolve(null)),
    part === 'facts' || subject.kind === 'namespaces'
      ? null
      : optional('CPU, memory and restarts are', ports.resources.pods({ window, namespace: about, signal })),
  ]);
  const row = rows.rows.find((one) => isSubject(one, subject));
  if (row === undefined) throw unknownSubject(subject, rows);
  const inventory = stored === null ? EMPTY : inventoryOf(stored.objects);
  const parts = relatives(subject, related, inventory);
  const { lists, warnings: missing } = await withLatencies(
    ports.subjects,
    {
      shown: { ...parts, [subject.kind]: [row] },
      all: { ...related, [subject.kind]: rows.rows },
      window,
    },
    signal,
  );
  const { [subject.kind]: own = [row], ...others } = lists;
  return {
    kind: subject.kind,
    part,
    window: { ...rows.window },
    row: own[0] ?? row,
    ...configured(subject, inventory, usage),
    ...partsWith(others),
    nodeId: subject.kind === 'namespaces' ? null : nodeIdOf(row),
    ...(part === 'peers' ? traffic(subject, graph) : { incoming: null, outgoing: null }),
    warnings: [...rows.warnings, ...warnings, ...missing].map((warning) => ({ ...warning })),
  };
}

/** Of the subject's cluster where it names one of several: pods of another are not its own. */
function ownStore({ config }: InventoryPorts, { cluster }: SubjectName): InventoryPorts['config'] {
  return config?.clusters?.find(({ name }) => name === cluster)?.store ?? config;
}

/** A row that has traffic is named as its node is. */
function nodeIdOf({ id, figures }: InventoryRow): string | null {
  const hasTraffic =
    figures !== null && (figures.requestsPerSecond !== null || figures.tcpBytesPerSecond !== null);
  return hasTraffic && parseNodeId(id) !== null ? id : null;
}

const EMPTY: Inventory = {
  namespaces: [],
  applications: [],
  services: [],
  workloads: [],
  podsKnown: false,
};

function isSubject(row: InventoryRow, { kind, namespace, name, cluster }: SubjectName): boolean {
  if (row.name !== name || (kind !== 'namespaces' && row.namespace !== namespace)) return false;
  return cluster === null || row.cluster === null || row.cluster === cluster;
}

const ONE: Readonly<Record<InventoryKind, string>> = {
  namespaces: 'namespace',
  applications: 'application',
  services: 'service',
  workloads: 'workload',
};

function unknownSubject({ kind, namespace, name }: SubjectName, { warnings }: AllRows): Fault {
  const where = kind === 'namespaces' || namespace === null ? '' : ` in ${namespace}`;
  const partial = warnings.some(mayPass);
  return new Fault(
    'not-found',
    `Neither configuration nor traffic knows of a ${ONE[kind]} ${name}${where}.`,
    {
      hint: partial
        ? `Not all sources answered: ${warnings[0]?.message ?? ''}`
        : 'It may have had traffic in another window, or it was removed.',
    },
  );
}

/** The graph in which it is a node, or several. */
function graphOptions(kind: InventoryKind) {
  return {
    ...PLAIN_OPTIONS,
    type: kind === 'applications' ? ('app' as const) : ('workload' as const),
    serviceNodes: kind === 'services' ? ('all' as const) : ('none' as const),
    latency: ['p95' as const],
    mtls: true,
  };
}

function relatives(
  subject: SubjectName,
  related: Lists,
  inventory: Inventory,
): Pick<SubjectAnswer, 'workloads' | 'services' | 'applications'> {
  const { workloads, services } = partsOf(subject, inventory);
  const names = (parts: readonly { readonly namespace: string; readonly name: string }[]) =>
    new Set(parts.map(({ namespace, name }) => `${namespace}/${name}`));
  const isNamespace = subject.kind === 'namespaces';
  const pick = (rows: readonly InventoryRow[] | undefined, wanted: ReadonlySet<string>) =>
    (rows ?? []).filter((row) =>
      isNamespace ? row.namespace === subject.name : wanted.has(`${row.namespace}/${row.name}`),
    );
  return {
    workloads: pick(related.workloads, names(workloads)),
    services: pick(related.services, names(services)),
    applications: pick(related.applications, new Set()),
  };
}

/** Copies, as the contract has them; its own list is not among its parts. */
function partsWith({ workloads = [], services = [], applications = [] }: Lists) {
  return { workloads: [...workloads], services: [...services], applications: [...applications] };
}

interface SubjectParts {
  readonly workloads: readonly InventoryWorkload[];
  readonly services: readonly InventoryService[];
}

/** The workloads that it is or is made of, and the services that lead to them. */
function partsOf({ kind, namespace, name }: SubjectName, inventory: Inventory): SubjectParts {
  const isIt = (one: { readonly namespace: string; readonly name: string }) =>
    one.namespace === namespace && one.name === name;
  switch (kind) {
    case 'workloads': {
      const workloads = inventory.workloads.filter(isIt);
      const services = inventory.services.filter((service) => service.workloads.some(isIt));
      return { workloads, services };
    }
    case 'services': {
      const services = inventory.services.filter(isIt);
      return { services, workloads: services.flatMap((service) => service.workloads) };
    }
    case 'applications':
      return inventory.applications.find(isIt) ?? { workloads: [], services: [] };
    case 'namespaces':
      return {
        workloads: inventory.workloads.filter((one) => one.namespace === name),
        services: inventory.services.filter((one) => one.namespace === name),
      };
  }
  return kind satisfies never;
}

type Configured = Pick<
  SubjectAnswer,
  'object' | 'annotations' | 'createdSeconds' | 'serviceAccounts' | 'version' | 'app' | 'service' | 'pods'
>;

function configured(
  subject: SubjectName,
  inventory: Inventory,
  usage: readonly PodUsage[] | null,
): Configured {
  const parts = partsOf(subject, inventory);
  const of = ownObject(subject, inventory, parts);
  const { workloads } = parts;
  const service = subject.kind === 'services' ? parts.services[0] : undefined;
  const single = subject.kind === 'workloads' ? workloads[0] : undefined;
  return {
    object: of?.id ?? null,
    annotations: { ...of?.annotations },
    createdSeconds: of?.createdSeconds ?? null,
    serviceAccounts: [...new Set(workloads.flatMap(({ serviceAccount }) => serviceAccount ?? []))].sort(),
    version: single?.version ?? null,
    app: single?.app ?? null,
    service: service === undefined ? null : serviceFacts(service),
    pods: subject.kind === 'namespaces' ? null : podsOf(workloads, inventory, usage),
  };
}

function ownObject({ kind, name }: SubjectName, inventory: Inventory, parts: SubjectParts) {
  if (kind === 'workloads') return parts.workloads[0];
  if (kind === 'services') return parts.services[0];
  return kind === 'namespaces' ? inventory.namespaces.find((one) => one.name === name) : undefined;
}

function serviceFacts(service: InventoryService): NonNullable<SubjectAnswer['service']> {
  return {
    clusterIps: [...service.clusterIps],
    externalName: service.externalName,
    selector: service.selector === null ? null : { ...service.selector },
    ports: service.ports.map((port) => ({ ...port })),
    endpoints: service.endpoints?.map((endpoint) => ({ ...endpoint })) ?? null,
  };
}

function traffic(
  subject: SubjectName,
  graph: GraphAnswer | null,
): Pick<SubjectAnswer, 'incoming' | 'outgoing'> {
  if (graph === null) return { incoming: [], outgoing: [] };
  if (subject.kind === 'namespaces') {
    return {
      incoming: namespacePeers(graph, subject.name, 'incoming'),
      outgoing: namespacePeers(graph, subject.name, 'outgoing'),
    };
  }
  const ids = new Set(nodesOf(graph, subject).map(({ id }) => id));
  return { incoming: peersOf(graph, ids, 'incoming'), outgoing: peersOf(graph, ids, 'outgoing') };
}
