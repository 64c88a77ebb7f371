/**
 * Every client against every server of the mesh, with equal clients and equal rows put together: whether a pair is
 * encrypted depends on the data planes, a handful of policies and the namespaces that have DestinationRules.
 * Whether a client may see the service at all (`exportTo`, Sidecar) is not asked here.
 */
import { type DataPlane, dataPlaneOf } from '@/lib/config/simulation/data-plane';
import { hasRuleFor } from '@/lib/config/simulation/destination-rule-lookup';
import type { MeshView } from '@/lib/config/simulation/mesh-view';
import { decideMtls, type MtlsAnswer, type MtlsClient } from '@/lib/config/simulation/mtls';
import { perView } from '@/lib/config/simulation/per-view';
import type { MeshService } from '@/lib/config/simulation/read/service';
import type { MeshWorkload } from '@/lib/config/simulation/read/workload';
import { workloadsBehind } from '@/lib/config/simulation/service-workloads';
import { labelsInclude } from '@/lib/config/simulation/source-filter';

export interface WorkloadName {
  readonly namespace: string;
  readonly name: string;
}

/** Clients for which every answer is the same. */
export interface MtlsClientGroup {
  readonly plane: DataPlane;
  readonly workloads: readonly WorkloadName[];
}

export interface MtlsServer {
  readonly host: string;
  readonly namespace: string;
  readonly port: number;
  /** Workloads behind it that answer alike; empty for hosts outside the mesh. */
  readonly workloads: readonly WorkloadName[];
}

export interface MtlsRow {
  readonly servers: readonly MtlsServer[];
  /** One for each client group, in the order of `clients`. */
  readonly cells: readonly MtlsAnswer[];
}

export interface MtlsMatrix {
  readonly clients: readonly MtlsClientGroup[];
  readonly rows: readonly MtlsRow[];
}

interface ClientClass extends MtlsClient {
  readonly workloads: readonly WorkloadName[];
  /**
   * `plain`: the namespaces have no rules. `ruled`: it has, and where none covers a host the plain class's answer
   * holds. `special`: rules are exported to it by name, so it is always asked.
   */
  readonly kind: 'plain' | 'ruled' | 'special';
}

export function mtlsMatrix(view: MeshView): MtlsMatrix {
  const classes = clientClasses(view);
  const rows = new Map<string, { servers: MtlsServer[]; cells: readonly MtlsAnswer[] }>();
  for (const service of view.services) {
    const distinct = distinctServers(view, service);
    for (const { number } of service.ports) {
      for (const server of distinct) {
        const cells = rowOf(view, classes, service, number, server.workload);
        const key = rowKey(cells);
        const entry = {
          host: service.host,
          namespace: service.namespace,
          port: number,
          workloads: server.names,
        };
        const row = rows.get(key);
        if (row === undefined) rows.set(key, { servers: [entry], cells });
        else row.servers.push(entry);
      }
    }
  }
  return {
    clients: classes.map(({ plane, workloads }) => ({ plane, workloads })),
    rows: [...rows.values()],
  };
}

function rowOf(
  view: MeshView,
  classes: readonly ClientClass[],
  service: MeshService,
  port: number,
  server: MeshWorkload | null,
): readonly MtlsAnswer[] {
  const plain = new Map<DataPlane, MtlsAnswer>();
  return classes.map((client) => {
    const known = plain.get(client.plane);
    const mayShare = known !== undefined && client.kind === 'ruled';
    if (mayShare && !hasRuleFor(view, client.namespace, service.host)) return known;
    const answer = decideMtls(view, { client, service, port, server });
    if (client.kind === 'plain') plain.set(client.plane, answer);
    return answer;
  });
}

/** Most cells of a row are one and the same answer, so each is put into words once. */
function rowKey(cells: readonly MtlsAnswer[]): string {
  const texts = new Map<MtlsAnswer, string>();
  const parts = cells.map((cell) => {
    let text = texts.get(cell);
    if (text === undefined) {
      text = `${texts.size}:${cellKey(cell)}`;
      texts.set(cell, text);
      return text;
    }
    return text.slice(0, text.indexOf(':'));
  });
  return parts.join('\n');
}

function cellKey(cell: MtlsAnswer): string {
  const { transport, breaks, server, client } = cell;
  const place = (object: MtlsAnswer['client']['object']) =>
    object === null ? '' : `${object.namespace}/${object.name}`;
  const ofServer = server === null ? '' : `${server.mode} ${place(server.object)} ${server.path.join('.')}`;
  return `${transport}|${breaks !== null}|${ofServer}|${client.mode} ${place(client.object)} ${client.path.join('.')}`;
}

/** Plain classes first, so that the others find their answers. */
function clientClasses(view: MeshView): readonly ClientClass[] {
  const own = new Set(view.destinationRules.map((rule) => rule.namespace));
  const named = new Set(view.destinationRules.flatMap((rule) => rule.exportTo));
  const selecting = view.destinationRules.filter((rule) => rule.workloadSelector !== null);
  const byKey = Map.groupBy(view.workloads, (workload) => {
    const plane = dataPlaneOf(view, workload);
    const usesRules = plane !== 'none' && plane !== 'ambient';
    if (!usesRules) return `${plane}|`;
    const { namespace } = workload;
    const matched = selecting.filter(
      (rule) => rule.namespace === namespace && labelsInclude(workload.labels, rule.workloadSelector ?? {}),
    );
    const space = own.has(namespace) || named.has(namespace) ? namespace : '';
    return `${plane}|${space}|${matched.map((rule) => rule.name).join()}`;
  });
  return [...byKey]
    .map(([key, workloads]) => classOf(view, key, workloads, named))
    .filter((client) => client !== null)
    .sort((a, b) => Number(b.kind === 'plain') - Number(a.kind === 'plain'));
}

function classOf(
  view: MeshView,
  key: string,
  workloads: readonly MeshWorkload[],
  named: ReadonlySet<string>,
): ClientClass | null {
  const first = workloads[0];
  if (first === undefined) return null;
  const space = key.split('|')[1] ?? '';
  return {
    namespace: first.namespace,
    labels: first.labels,
    plane: dataPlaneOf(view, first),
    workloads: workloads.map(({ namespace, name }) => ({ namespace, name })),
    kind: space === '' ? 'plain' : named.has(space) ? 'special' : 'ruled',
  };
}

const selectingPolicies = perView((view) =>
  view.peerAuthentications.filter((policy) => policy.selector !== null),
);

/** The workloads behind a service, one for each way in which servers can differ. */
function distinctServers(
  view: MeshView,
  service: MeshService,
): readonly { readonly workload: MeshWorkload | null; readonly names: readonly WorkloadName[] }[] {
  const behind = workloadsBehind(view, service);
  if (behind.length === 0) return [{ workload: null, names: [] }];
  const selecting = selectingPolicies(view).filter((policy) =>
    behind.some((workload) => workload.namespace === policy.namespace),
  );
  const alike = Map.groupBy(behind, (workload) => {
    const matched = selecting.filter((policy) => labelsInclude(workload.labels, policy.selector ?? {}));
    const ports = workload.containerPorts.map(({ name, port }) => `${name}:${port}`).join();
    return `${dataPlaneOf(view, workload)}|${workload.namespace}|${matched.map((policy) => policy.name).join()}|${ports}`;
  });
  return [...alike.values()].map((workloads) => ({
    workload: workloads[0] ?? null,
    names: workloads.map(({ namespace, name }) => ({ namespace, name })),
  }));
}
