/** What an object refers to, and what refers to it: gateways, hosts, rules, workloads, parents, backends. */
import { objectKey } from './identity';
import { meshKind } from './kind-lookup';
import { selectedWorkloads } from './selection';
import { appliedRule } from './simulation/destination-rule-lookup';
import { resolveConfigHost } from './simulation/host-names';
import type { MeshView } from './simulation/mesh-view';
import { readDestinationRule } from './simulation/read/destination-rule';
import { type BackendReference, readHttpRoute } from './simulation/read/http-route';
import { readVirtualService, type VirtualService } from './simulation/read/virtual-service';
import { serviceByHost } from './simulation/service-lookup';
import { gatewayName } from './simulation/source-filter';
import type { ObjectId, StoredObject } from './store';
import type { ObjectPath } from './yaml/positions';

export interface Reference {
  readonly id: ObjectId;
  /** False when nothing of that name is stored. */
  readonly exists: boolean;
  /** Field that refers to it. */
  readonly path: ObjectPath;
}

const ISTIO = 'networking.istio.io';
const GATEWAY_API = 'gateway.networking.k8s.io';

/** References of `object`, each target once, in the order of the text. */
export function referencesFrom(
  object: StoredObject,
  view: MeshView,
  stored: ReadonlySet<string>,
): readonly Reference[] {
  const found = new Map<string, Reference>();
  const add = (id: ObjectId, path: ObjectPath) => {
    const key = objectKey(id);
    if (!found.has(key)) found.set(key, { id, exists: stored.has(key), path });
  };
  const kind = `${object.id.group}/${object.id.kind}`;
  if (kind === `${ISTIO}/VirtualService`) virtualServiceReferences(readVirtualService(object), view, add);
  else if (kind === `${ISTIO}/DestinationRule`) destinationRuleReferences(object, view, add);
  else if (kind === `${GATEWAY_API}/HTTPRoute`) httpRouteReferences(object, add);
  if (kind !== `${ISTIO}/DestinationRule`) {
    for (const workload of selectedWorkloads(view, object)) {
      const { namespace, name, kind: workloadKind } = workload;
      add({ group: workloadGroup(workloadKind), kind: workloadKind, namespace, name }, ['spec', 'selector']);
    }
  }
  return [...found.values()];
}

/** Mesh objects that refer to `id`. */
export function referencesTo(
  id: ObjectId,
  objects: readonly StoredObject[],
  view: MeshView,
  stored: ReadonlySet<string>,
): readonly Reference[] {
  const key = objectKey(id);
  return objects
    .filter((object) => meshKind(object.id.group, object.id.kind) !== null && objectKey(object.id) !== key)
    .flatMap((object) => {
      const back = referencesFrom(object, view, stored).find((reference) => objectKey(reference.id) === key);
      return back === undefined ? [] : [{ id: object.id, exists: true, path: back.path }];
    });
}

type Add = (id: ObjectId, path: ObjectPath) => void;

function virtualServiceReferences(virtualService: VirtualService, view: MeshView, add: Add): void {
  const { namespace } = virtualService;
  virtualService.gateways.forEach((written, index) => {
    if (written === 'mesh') return;
    const [gatewayNamespace = '', name = ''] = gatewayName(written, namespace).split('/');
    add({ group: ISTIO, kind: 'Gateway', namespace: gatewayNamespace, name }, ['spec', 'gateways', index]);
  });
  for (const { host, path, subset } of namedHosts(virtualService)) {
    hostReference(view, host, namespace, path, add);
    const service = serviceByHost(
      view,
      resolveConfigHost(host, namespace, view.settings.clusterDomain),
      namespace,
    );
    if (service === null || subset === null) continue;
    const applied = appliedRule(view, { namespace, labels: {} }, service);
    if (applied !== null) add(applied.rule.id, path);
  }
}

interface NamedHost {
  readonly host: string;
  readonly subset: string | null;
  readonly path: ObjectPath;
}

function namedHosts(virtualService: VirtualService): readonly NamedHost[] {
  const { hosts, http, tcp, tls } = virtualService;
  const own = hosts.map((host, index) => ({ host, subset: null, path: ['spec', 'hosts', index] }));
  const targets = [
    ...([
      ['http', http],
      ['tcp', tcp],
      ['tls', tls],
    ] as const),
  ].flatMap(([key, routes]) =>
    routes.flatMap((route, at) =>
      route.route.map(({ destination: { host, subset } }, index) => ({
        host,
        subset,
        path: ['spec', key, at, 'route', index, 'destination'],
      })),
    ),
  );
  const mirrors = http.flatMap((route, at) =>
    route.mirrors.map(({ destination: { host, subset } }) => ({
      host,
      subset,
      path: ['spec', 'http', at, 'mirror'],
    })),
  );
  return [...own, ...targets, ...mirrors];
}

/** A host that is a service or an entry; hosts of the outside world refer to nothing. */
function hostReference(view: MeshView, host: string, namespace: string, path: ObjectPath, add: Add): void {
  const resolved = resolveConfigHost(host, namespace, view.settings.clusterDomain);
  const service = serviceByHost(view, resolved, namespace);
  if (service !== null) {
    add(service.id, path);
    return;
  }
  const suffix = `.svc.${view.settings.clusterDomain}`;
  const [name, owner, more] = resolved.endsWith(suffix) ? resolved.slice(0, -suffix.length).split('.') : [];
  if (name === undefined || name === '' || name.includes('*') || owner === undefined || more !== undefined)
    return;
  add({ group: '', kind: 'Service', namespace: owner, name }, path);
}

function destinationRuleReferences(object: StoredObject, view: MeshView, add: Add): void {
  const rule = readDestinationRule(object);
  hostReference(view, rule.host, rule.namespace, ['spec', 'host'], add);
}

function httpRouteReferences(object: StoredObject, add: Add): void {
  const route = readHttpRoute(object);
  route.parents.forEach((parent, index) => {
    const { kind, namespace, name } = parent;
    add({ group: kind === 'Service' ? '' : parent.group, kind, namespace, name }, [
      'spec',
      'parentRefs',
      index,
    ]);
  });
  const backend = ({ kind, namespace, name }: BackendReference, path: ObjectPath) => {
    if (kind === 'Service') add({ group: '', kind, namespace, name }, path);
  };
  route.rules.forEach((rule, at) => {
    rule.backends.forEach((entry, index) => {
      backend(entry, ['spec', 'rules', at, 'backendRefs', index]);
    });
    for (const mirror of rule.mirrors) backend(mirror.backend, ['spec', 'rules', at, 'filters']);
  });
}

function workloadGroup(kind: string): string {
  if (kind === 'Pod') return '';
  return kind === 'WorkloadEntry' || kind === 'WorkloadGroup' ? ISTIO : 'apps';
}
