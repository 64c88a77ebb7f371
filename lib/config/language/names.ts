/** Names that exist in the mesh and fit into a field, the nearest first. */
import { clusterName, fullHost, lookUpHost, servicesOfHost, visibleRules } from '@/lib/config/analysis/hosts';
import {
  GATEWAY_CLASS,
  ISTIO_GATEWAY,
  KUBERNETES_GATEWAY,
  NAMESPACE,
  SECRET,
  SERVICE,
  SERVICE_ACCOUNT,
  SERVICE_ENTRY,
  VIRTUAL_SERVICE,
} from '@/lib/config/analysis/kinds';
import type { MeshIndex } from '@/lib/config/analysis/mesh-index';
import { backendsOf } from '@/lib/config/analysis/pods';
import {
  podSetOf,
  serviceEntryHostsOf,
  virtualServiceDestinations,
  virtualServiceOf,
} from '@/lib/config/analysis/readings';
import type { NameSource } from '@/lib/config/model/field';
import type { MeshService } from '@/lib/config/simulation/read/service';
import type { ObjectId } from '@/lib/config/store';
import type { ObjectPath } from '@/lib/config/yaml/positions';
import type { Fields } from './caret';

/** Where a name is asked for. */
export interface NameContext {
  readonly mesh: MeshIndex;
  /** Of the text that is edited. */
  readonly id: Pick<ObjectId, 'group' | 'kind' | 'namespace'>;
  readonly path: ObjectPath;
  readonly document: Fields;
}

export interface NameOffer {
  readonly name: string;
  /** What it is, in a few words. */
  readonly detail: string;
}

const MOST = 400;

export function namesFor(source: NameSource, context: NameContext): readonly NameOffer[] {
  const seen = new Set<string>();
  const offers = OFFERS[source](context).filter(({ name }) => {
    if (name === '' || seen.has(name)) return false;
    seen.add(name);
    return true;
  });
  return offers.slice(0, MOST);
}

const OFFERS: Readonly<Record<NameSource, (context: NameContext) => readonly NameOffer[]>> = {
  host: hosts,
  subset: subsets,
  gateway: gateways,
  namespace: namespaces,
  'label-key': labelKeys,
  'label-value': labelValues,
  'port-number': (context) => ports(context, 'number'),
  'port-name': (context) => ports(context, 'name'),
  principal: (context) =>
    accounts(context).map(({ namespace, name }) => ({
      name: `${context.mesh.settings.trustDomain}/ns/${namespace}/sa/${name}`,
      detail: `account ${name} of ${namespace}`,
    })),
  secret: secrets,
  'service-account': serviceAccounts,
  'virtual-service': (context) =>
    context.mesh
      .ofKindIn(VIRTUAL_SERVICE, siblingNamespace(context))
      .filter((object) => virtualServiceOf(object).hosts.length === 0)
      .map(({ id }) => ({ name: id.name, detail: 'VirtualService without hosts' })),
  service: (context) => named(context, SERVICE, siblingNamespace(context)),
  'gateway-class': (context) => ofKind(context, GATEWAY_CLASS),
  'object-name': objectNames,
};

function own(context: NameContext): string {
  return context.id.namespace ?? context.mesh.settings.rootNamespace;
}

/** `namespace` beside the field, else that of the object. */
function siblingNamespace(context: NameContext): string {
  return sibling(context, 'namespace') ?? own(context);
}

export function sibling({ path, document }: NameContext, name: string): string | null {
  const last = path.at(-1);
  // An entry of a list stands beside nothing; its list does.
  const parent = path.slice(0, typeof last === 'number' ? -2 : -1);
  return document.text([...parent, name]);
}

function hosts(context: NameContext): readonly NameOffer[] {
  const { mesh, id } = context;
  const namespace = own(context);
  const services = mesh.ofKind(SERVICE);
  const entries = mesh.ofKind(SERVICE_ENTRY);
  const full = ({ id: of }: { id: ObjectId }) =>
    `${of.name}.${of.namespace}.svc.${mesh.settings.clusterDomain}`;
  if (id.kind === 'Sidecar' && context.path.includes('egress')) return sidecarHosts(context);
  const isRoutable = id.group !== 'gateway.networking.k8s.io' && `${id.group}/${id.kind}` !== ISTIO_GATEWAY;
  const inside = isRoutable
    ? [
        ...services
          .filter((object) => object.id.namespace === namespace)
          .map(({ id: of }) => ({ name: of.name, detail: 'Service here' })),
        ...services.map((object) => ({ name: full(object), detail: `Service of ${object.id.namespace}` })),
      ]
    : [];
  const outside = entries.flatMap((object) =>
    serviceEntryHostsOf(object).map((name) => ({ name, detail: `ServiceEntry of ${object.id.namespace}` })),
  );
  const served = mesh
    .ofKind(VIRTUAL_SERVICE)
    .flatMap((object) => virtualServiceOf(object).hosts)
    .filter((host) => host.includes('.') && clusterName(mesh, host) === null && host !== '*')
    .map((name) => ({ name, detail: 'host of a VirtualService' }));
  return [...inside, ...outside, ...served];
}

function sidecarHosts({ mesh }: NameContext): readonly NameOffer[] {
  const all = namespaceNames(mesh);
  return [
    { name: './*', detail: 'everything of the own namespace' },
    ...all.map((name) => ({ name: `${name}/*`, detail: `everything of ${name}` })),
    ...mesh.ofKind(SERVICE).map(({ id }) => ({
      name: `${id.namespace}/${id.name}.${id.namespace}.svc.${mesh.settings.clusterDomain}`,
      detail: 'Service',
    })),
    ...mesh.ofKind(SERVICE_ENTRY).flatMap((object) =>
      serviceEntryHostsOf(object).map((host) => ({
        name: `${object.id.namespace}/${host}`,
        detail: 'ServiceEntry',
      })),
    ),
  ];
}

/** The service that a field's neighbours are about: `host` beside it, or around it. */
export function serviceAround(context: NameContext): MeshService | null {
  const { mesh, path, document } = context;
  for (let length = path.length - 1; length >= 1; length -= 1) {
    const around = path.slice(0, length);
    const host = document.text([...around, 'host']);
    if (host !== null) return foundService(context, fullHost(mesh, host, own(context)));
    const name = document.text([...around, 'name']);
    const isReference = ['backendRefs', 'parentRefs', 'targetRefs', 'backendRef', 'targetRef'].some((key) =>
      around.includes(key),
    );
    if (isReference && name !== null) {
      const namespace = document.text([...around, 'namespace']) ?? own(context);
      return foundService(context, `${name}.${namespace}.svc.${mesh.settings.clusterDomain}`);
    }
  }
  const [host] = document.items(['spec', 'hosts']);
  return host === undefined ? null : foundService(context, fullHost(mesh, host, own(context)));
}

function foundService(context: NameContext, host: string): MeshService | null {
  const found = lookUpHost(context.mesh, host, own(context));
  return found.kind === 'missing' ? (servicesOfHost(context.mesh, host)[0] ?? null) : found.service;
}

function subsets(context: NameContext): readonly NameOffer[] {
  const { mesh } = context;
  const service = serviceAround(context);
  if (service === null) return [];
  if (context.id.kind === 'DestinationRule') return wantedSubsets(context, service);
  return visibleRules(mesh, service.host, own(context)).flatMap((rule) =>
    rule.subsets.map((subset) => ({
      name: subset.name,
      detail: Object.entries(subset.labels)
        .map(([key, value]) => `${key}=${value}`)
        .join(', '),
    })),
  );
}

/** In a DestinationRule: what routes ask for, and the versions that run. */
function wantedSubsets({ mesh }: NameContext, service: MeshService): readonly NameOffer[] {
  const asked = mesh
    .ofKind(VIRTUAL_SERVICE)
    .flatMap((object) =>
      virtualServiceDestinations(object).flatMap(({ destination }) =>
        destination.subset !== null &&
        fullHost(mesh, destination.host, object.id.namespace ?? '') === service.host
          ? [{ name: destination.subset, detail: `VirtualService ${object.id.name} sends to it` }]
          : [],
      ),
    );
  const versions = backendsOf(mesh, service).flatMap(({ labels, name }) =>
    labels.version === undefined ? [] : [{ name: labels.version, detail: `version of ${name}` }],
  );
  return [...asked, ...versions];
}

function gateways(context: NameContext): readonly NameOffer[] {
  if (context.id.group === 'gateway.networking.k8s.io') {
    return named(context, KUBERNETES_GATEWAY, siblingNamespace(context));
  }
  const all = context.mesh.ofKind(ISTIO_GATEWAY).map(({ id }) => ({
    name: `${id.namespace}/${id.name}`,
    detail: id.namespace === context.id.namespace ? 'Gateway here' : 'Gateway',
  }));
  return [{ name: 'mesh', detail: 'calls inside the mesh' }, ...all];
}

export function namespaceNames(mesh: MeshIndex): readonly string[] {
  const declared = mesh.ofKind(NAMESPACE).map(({ id }) => id.name);
  const used = [...mesh.objects()].flatMap(({ id }) => id.namespace ?? []);
  return [...new Set([...declared, ...used])].sort();
}

function namespaces(context: NameContext): readonly NameOffer[] {
  const special = context.path.includes('exportTo')
    ? [
        { name: '.', detail: 'its own namespace' },
        { name: '*', detail: 'every namespace' },
      ]
    : [];
  return [...special, ...namespaceNames(context.mesh).map((name) => ({ name, detail: 'namespace' }))];
}

/** Pods that labels here can mean: those behind the host that is named, of the namespace, else all. */
function labelSets(context: NameContext): readonly Readonly<Record<string, string>>[] {
  const { mesh, id } = context;
  if (id.kind === 'DestinationRule') {
    const service = serviceAround(context);
    const behind = service === null ? [] : backendsOf(mesh, service);
    if (behind.length > 0) return behind.map(({ labels }) => labels);
  }
  const all = [...mesh.objects()].flatMap((object) => podSetOf(object) ?? []);
  const namespace = id.namespace === mesh.settings.rootNamespace ? null : id.namespace;
  const near = all.filter((pods) => namespace !== null && pods.namespace === namespace);
  const isAnywhere = `${id.group}/${id.kind}` === ISTIO_GATEWAY || near.length === 0;
  return (isAnywhere ? [...near, ...all] : near).map(({ labels }) => labels);
}

function labelKeys(context: NameContext): readonly NameOffer[] {
  const values = new Map<string, Set<string>>();
  for (const labels of labelSets(context)) {
    for (const [key, value] of Object.entries(labels)) {
      const known = values.get(key);
      if (known === undefined) values.set(key, new Set([value]));
      else known.add(value);
    }
  }
  return [...values].map(([name, found]) => ({
    name,
    detail: found.size <= 3 ? [...found].join(', ') : `${found.size} values`,
  }));
}

/** The label is the field itself, or stands beside as `key`. */
function labelValues(context: NameContext): readonly NameOffer[] {
  const last = context.path.at(-1);
  const key = typeof last === 'string' && last !== 'values' ? last : sibling(context, 'key');
  if (key === null) return [];
  return labelSets(context).flatMap((labels) => {
    const value = labels[key];
    return value === undefined ? [] : [{ name: value, detail: `${key} of pods` }];
  });
}

function ports(context: NameContext, part: 'number' | 'name'): readonly NameOffer[] {
  const service = serviceAround(context);
  const from =
    service === null
      ? context.mesh.ofKindIn(SERVICE, own(context)).flatMap(({ id }) => {
          const host = `${id.name}.${id.namespace}.svc.${context.mesh.settings.clusterDomain}`;
          return servicesOfHost(context.mesh, host);
        })
      : [service];
  return from.flatMap(({ ports: list, name }) =>
    list.map((port) => ({
      name: part === 'number' ? String(port.number) : (port.name ?? ''),
      detail: `${part === 'number' ? (port.name ?? 'port') : port.number} of ${name}`,
    })),
  );
}

interface Account {
  readonly namespace: string;
  readonly name: string;
}

function accounts({ mesh }: NameContext): readonly Account[] {
  const declared = mesh
    .ofKind(SERVICE_ACCOUNT)
    .map(({ id }) => ({ namespace: id.namespace ?? '', name: id.name }));
  const used = [...mesh.objects()].flatMap((object): Account[] => {
    const pods = podSetOf(object);
    return pods?.serviceAccount == null ? [] : [{ namespace: pods.namespace, name: pods.serviceAccount }];
  });
  return [...declared, ...used];
}

function serviceAccounts(context: NameContext): readonly NameOffer[] {
  const namespace = own(context);
  const all = accounts(context);
  const near = all.filter((account) => account.namespace === namespace);
  const here = near.map(({ name }) => ({ name, detail: 'account here' }));
  if (context.id.kind !== 'AuthorizationPolicy') return here;
  const elsewhere = all.map((account) => ({
    name: `${account.namespace}/${account.name}`,
    detail: `account of ${account.namespace}`,
  }));
  return [...here, ...elsewhere];
}

/** Those of Istio's gateways are read where the gateway's pods run, which any namespace may be. */
function secrets(context: NameContext): readonly NameOffer[] {
  const namespace = siblingNamespace(context);
  const all = context.mesh.ofKind(SECRET);
  const near = all.filter(({ id }) => id.namespace === namespace);
  const isGateway = `${context.id.group}/${context.id.kind}` === ISTIO_GATEWAY;
  return (isGateway ? [...near, ...all] : near).map(({ id }) => ({
    name: id.name,
    detail: `Secret of ${id.namespace}`,
  }));
}

function objectNames(context: NameContext): readonly NameOffer[] {
  if (context.path[0] === 'metadata') return [];
  const isParent = context.path.includes('parentRefs');
  const kind = sibling(context, 'kind') ?? (isParent ? 'Gateway' : null);
  if (kind === null) return [];
  const group = sibling(context, 'group') ?? (isParent ? 'gateway.networking.k8s.io' : '');
  const key = `${group === 'core' ? '' : group}/${kind}`;
  return key === GATEWAY_CLASS ? ofKind(context, key) : named(context, key, siblingNamespace(context));
}

function named({ mesh }: NameContext, kind: string, namespace: string): readonly NameOffer[] {
  return mesh
    .ofKindIn(kind, namespace)
    .map(({ id }) => ({ name: id.name, detail: `${id.kind} of ${namespace}` }));
}

function ofKind({ mesh }: NameContext, kind: string): readonly NameOffer[] {
  return mesh.ofKind(kind).map(({ id }) => ({ name: id.name, detail: id.kind }));
}
