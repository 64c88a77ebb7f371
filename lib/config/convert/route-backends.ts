/** Destinations of a VirtualService as backends of an HTTPRoute, with the objects that those need. */
import type { ObjectEdit } from '@/lib/config/assistants/assistant';
import type { MeshObjects } from '@/lib/config/assistants/mesh-objects';
import {
  type Fields,
  fieldsAt,
  fieldsListAt,
  numberAt,
  textAt,
  textMapAt,
} from '@/lib/config/simulation/read/fields';
import type { MeshService } from '@/lib/config/simulation/read/service';
import type { ObjectPath } from '@/lib/config/yaml/positions';
import type { Differences } from './difference';

type WrittenObject = ObjectEdit & { readonly value: Fields };

/** Where the route stands, and what destinations are read against. */
export interface BackendContext {
  readonly mesh: MeshObjects;
  /** Namespace of the VirtualService: short hosts mean services there. */
  readonly namespace: string;
  /** Namespace of the HTTPRoute. */
  readonly routeNamespace: string;
  readonly differences: Differences;
  /** Services and grants that the backends need, by name. */
  readonly needed: Map<string, WrittenObject>;
}

/** A reference without weight and filters. */
export function backendReference(context: BackendContext, destination: Fields, path: ObjectPath): Fields {
  const { mesh, namespace, differences } = context;
  const host = mesh.fullHost(textAt(destination, 'host') ?? '', namespace);
  const service = mesh.service(host, namespace);
  const port = backendPort(service, destination, path, differences);
  const kubernetes = kubernetesName(mesh, host, service);
  if (kubernetes === null) {
    if (textAt(destination, 'subset') !== null) {
      differences.leftOut([...path, 'subset'], 'A host outside the mesh has no versions in an HTTPRoute.');
    }
    return { group: 'networking.istio.io', kind: 'Hostname', name: host, port };
  }
  const subset = textAt(destination, 'subset');
  const name =
    subset === null
      ? kubernetes.name
      : versionService(context, { ...kubernetes, host, subset }, [...path, 'subset']);
  const isElsewhere = kubernetes.namespace !== context.routeNamespace;
  if (isElsewhere) grant(context, kubernetes.namespace);
  return { name, ...(isElsewhere ? { namespace: kubernetes.namespace } : {}), port };
}

function kubernetesName(mesh: MeshObjects, host: string, service: MeshService | null) {
  if (service !== null) {
    return service.origin === 'kubernetes' ? { namespace: service.namespace, name: service.name } : null;
  }
  const suffix = `.svc.${mesh.settings.clusterDomain}`;
  if (!host.endsWith(suffix)) return null;
  const [name = '', namespace = ''] = host.slice(0, -suffix.length).split('.');
  return { namespace, name };
}

/** An HTTPRoute names the port always; a VirtualService only where the service has several. */
function backendPort(
  service: MeshService | null,
  destination: Fields,
  path: ObjectPath,
  differences: Differences,
): number {
  const written = numberAt(fieldsAt(destination, 'port'), 'number');
  if (written !== null) return written;
  const ports = service?.ports ?? [];
  const spoken = ports.filter(({ protocol }) => protocol === 'http');
  const [only] = ports.length === 1 ? ports : spoken;
  if (only === undefined) {
    differences.changed(
      path,
      'An HTTPRoute names the port of its backend, which is not known here; 80 is written.',
    );
    return 80;
  }
  if (ports.length > 1 && spoken.length !== 1) {
    const because = `An HTTPRoute names one port; ${only.number} is written where the VirtualService kept the port that was called.`;
    differences.changed(path, because);
  }
  return only.number;
}

interface Version {
  readonly namespace: string;
  readonly name: string;
  readonly host: string;
  readonly subset: string;
}

/** The name of a Service that selects only the version's pods: one that exists, else one that is written. */
function versionService(context: BackendContext, version: Version, path: ObjectPath): string {
  const { mesh, namespace, differences, needed } = context;
  const name = `${version.name}-${version.subset}`.toLowerCase();
  const rule = mesh
    .destinationRulesOf(version.host, namespace)
    .find(({ value }) => subsetOf(value, version.subset) !== null);
  const subset = rule === undefined ? null : subsetOf(rule.value, version.subset);
  const whole = mesh.get({ group: '', kind: 'Service', namespace: version.namespace, name: version.name });
  if (rule === undefined || subset === null || whole === null) {
    const because = `No ${subset === null ? `DestinationRule defines the subset ${version.subset}` : `Service ${version.name} is known`}; a Service ${name} with its pods is needed.`;
    differences.changed(path, because);
    return name;
  }
  const policies = [subset, fieldsAt(rule.value, 'spec')].filter(
    (holder) => holder.trafficPolicy !== undefined,
  );
  if (policies.length > 0) {
    const because = `The trafficPolicy of DestinationRule ${rule.id.name} does not reach the Service of the version; write a DestinationRule for it.`;
    differences.leftOut(path, because);
  }
  const spec = fieldsAt(whole.value, 'spec');
  const selector = { ...textMapAt(spec, 'selector'), ...textMapAt(subset, 'labels') };
  const present = serviceSelecting(mesh, version.namespace, selector);
  if (present !== null) return present;
  const id = { group: '', kind: 'Service', namespace: version.namespace, name };
  const ports = fieldsListAt(spec, 'ports').map(({ nodePort: _, ...port }) => port);
  const value = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: version.namespace },
    spec: { ports, selector },
  };
  needed.set(`Service ${version.namespace}/${name}`, { id, value });
  return name;
}

function subsetOf(rule: Fields, name: string): Fields | null {
  return (
    fieldsListAt(fieldsAt(rule, 'spec'), 'subsets').find((subset) => textAt(subset, 'name') === name) ?? null
  );
}

function serviceSelecting(
  mesh: MeshObjects,
  namespace: string,
  wanted: Readonly<Record<string, string>>,
): string | null {
  const found = mesh.ofKind('/Service').find(({ id, value }) => {
    const selector = textMapAt(fieldsAt(value, 'spec'), 'selector');
    const names = Object.keys(selector);
    return (
      id.namespace === namespace &&
      names.length === Object.keys(wanted).length &&
      names.every((name) => selector[name] === wanted[name])
    );
  });
  return found?.id.name ?? null;
}

/** Backends in another namespace must be granted there. */
function grant({ needed, routeNamespace }: BackendContext, namespace: string): void {
  const name = `http-routes-of-${routeNamespace}`;
  const value = {
    apiVersion: 'gateway.networking.k8s.io/v1beta1',
    kind: 'ReferenceGrant',
    metadata: { name, namespace },
    spec: {
      from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: routeNamespace }],
      to: [{ group: '', kind: 'Service' }],
    },
  };
  const id = { group: 'gateway.networking.k8s.io', kind: 'ReferenceGrant', namespace, name };
  needed.set(`ReferenceGrant ${namespace}/${name}`, { id, value });
}
