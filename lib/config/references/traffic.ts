/** References of Istio's objects about traffic. */
import { virtualServiceOf } from '@/lib/config/analysis/readings';
import { appliedRule } from '@/lib/config/simulation/destination-rule-lookup';
import { resolveConfigHost } from '@/lib/config/simulation/host-names';
import type { MeshView } from '@/lib/config/simulation/mesh-view';
import {
  type Fields,
  fieldsAt,
  fieldsListAt,
  optionalFieldsAt,
  textAt,
  textMapAt,
  textsAt,
} from '@/lib/config/simulation/read/fields';
import type { VirtualService } from '@/lib/config/simulation/read/virtual-service';
import { serviceByHost } from '@/lib/config/simulation/service-lookup';
import { gatewayName, labelsInclude } from '@/lib/config/simulation/source-filter';
import type { StoredObject } from '@/lib/config/store';
import type { ObjectPath } from '@/lib/config/yaml/positions';
import { hostReference } from './hosts';
import { type Add, ISTIO, isName, secret, serviceAccount } from './reference';

export function virtualServiceReferences(object: StoredObject, view: MeshView, add: Add): void {
  const virtualService = virtualServiceOf(object);
  const { namespace, http, tcp, tls } = virtualService;
  const gateway = (written: string, path: ObjectPath) => {
    if (written === 'mesh') return;
    const [of = '', name = ''] = gatewayName(written, namespace).split('/');
    add({ group: ISTIO, kind: 'Gateway', namespace: of, name }, path);
  };
  for (const [index, written] of virtualService.gateways.entries())
    gateway(written, ['spec', 'gateways', index]);
  for (const [key, routes] of [
    ['http', http],
    ['tcp', tcp],
    ['tls', tls],
  ] as const) {
    for (const [at, { match }] of routes.entries()) {
      for (const [index, { gateways }] of match.entries())
        for (const written of gateways) gateway(written, ['spec', key, at, 'match', index, 'gateways']);
    }
  }
  for (const { host, path, subset } of namedHosts(virtualService)) {
    hostReference(view, host, namespace, path, add);
    const full = resolveConfigHost(host, namespace, view.settings.clusterDomain);
    const service = serviceByHost(view, full, namespace);
    if (service === null || subset === null) continue;
    const applied = appliedRule(view, { namespace, labels: {} }, service);
    if (applied !== null) add(applied.rule.id, path);
  }
  for (const [at, { delegate }] of http.entries()) {
    if (delegate === null) continue;
    const id = {
      group: ISTIO,
      kind: 'VirtualService',
      namespace: delegate.namespace ?? namespace,
      name: delegate.name,
    };
    add(id, ['spec', 'http', at, 'delegate']);
  }
}

interface NamedHost {
  readonly host: string;
  readonly subset: string | null;
  readonly path: ObjectPath;
}

function namedHosts({ hosts, http, tcp, tls }: VirtualService): readonly NamedHost[] {
  const own = hosts.map((host, index) => ({ host, subset: null, path: ['spec', 'hosts', index] }));
  const targets = (
    [
      ['http', http],
      ['tcp', tcp],
      ['tls', tls],
    ] as const
  ).flatMap(([key, routes]) =>
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

export function destinationRuleReferences(object: StoredObject, view: MeshView, add: Add): void {
  const spec = fieldsAt(object.value, 'spec');
  const namespace = object.id.namespace ?? '';
  const host = textAt(spec, 'host');
  if (host !== null) hostReference(view, host, namespace, ['spec', 'host'], add);
  const policy = (fields: Fields, path: ObjectPath) => {
    const name = textAt(fieldsAt(fields, 'tls'), 'credentialName');
    if (name !== null) add(secret(namespace, name), [...path, 'tls', 'credentialName']);
    for (const [index, port] of fieldsListAt(fields, 'portLevelSettings').entries())
      policy(port, [...path, 'portLevelSettings', index]);
  };
  policy(fieldsAt(spec, 'trafficPolicy'), ['spec', 'trafficPolicy']);
  for (const [index, subset] of fieldsListAt(spec, 'subsets').entries())
    policy(fieldsAt(subset, 'trafficPolicy'), ['spec', 'subsets', index, 'trafficPolicy']);
}

/** Certificates are read from the namespace of the gateway's pods. */
export function istioGatewayReferences(object: StoredObject, view: MeshView, add: Add): void {
  const spec = fieldsAt(object.value, 'spec');
  const selector = textMapAt(spec, 'selector');
  const pods = view.workloads.find(({ labels }) => labelsInclude(labels, selector));
  const namespace = pods?.namespace ?? object.id.namespace ?? '';
  for (const [index, server] of fieldsListAt(spec, 'servers').entries()) {
    const tls = fieldsAt(server, 'tls');
    const names = [textAt(tls, 'credentialName'), ...textsAt(tls, 'credentialNames')];
    for (const name of names)
      if (name !== null && name !== '' && !name.includes('://'))
        add(secret(namespace, name), ['spec', 'servers', index, 'tls']);
  }
}

/** `namespace/host` of what its clients may reach; patterns refer to nothing by name. */
export function sidecarReferences(object: StoredObject, view: MeshView, add: Add): void {
  const own = object.id.namespace ?? '';
  for (const [at, listener] of fieldsListAt(fieldsAt(object.value, 'spec'), 'egress').entries()) {
    for (const [index, written] of textsAt(listener, 'hosts').entries()) {
      const [of = '', host = ''] = written.split('/');
      if (!isName(host) || of === '~') continue;
      hostReference(
        view,
        host,
        of === '.' || of === '*' ? own : of,
        ['spec', 'egress', at, 'hosts', index],
        add,
      );
    }
  }
}

export function machineReferences(object: StoredObject, add: Add): void {
  const spec = fieldsAt(object.value, 'spec');
  const isGroup = object.id.kind === 'WorkloadGroup';
  const fields = isGroup ? (optionalFieldsAt(spec, 'template') ?? {}) : spec;
  const name = textAt(fields, 'serviceAccount');
  const path = isGroup ? ['spec', 'template', 'serviceAccount'] : ['spec', 'serviceAccount'];
  if (name !== null) add(serviceAccount(object.id.namespace ?? '', name), path);
  const owners = fieldsListAt(fieldsAt(object.value, 'metadata'), 'ownerReferences');
  for (const [index, owner] of owners.entries()) {
    const group = textAt(owner, 'name');
    if (textAt(owner, 'kind') !== 'WorkloadGroup' || group === null) continue;
    add({ group: ISTIO, kind: 'WorkloadGroup', namespace: object.id.namespace, name: group }, [
      'metadata',
      'ownerReferences',
      index,
    ]);
  }
}
