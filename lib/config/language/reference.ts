/** What a name in a text refers to, and whether it is there. */
import { fullHost, lookUpHost, visibleRules } from '@/lib/config/analysis/hosts';
import type { NameSource } from '@/lib/config/model/field';
import { gatewayName } from '@/lib/config/simulation/source-filter';
import type { ObjectId } from '@/lib/config/store';
import { type NameContext, serviceAround, sibling } from './names';

export interface NamedObject {
  readonly id: ObjectId;
  readonly exists: boolean;
}

const ISTIO = 'networking.istio.io';
const GATEWAY_API = 'gateway.networking.k8s.io';

/** Null where the value means no object: a wildcard, a host of the outside, a label. */
export function referenceOf(source: NameSource, value: string, context: NameContext): NamedObject | null {
  const { mesh } = context;
  const namespace = context.id.namespace ?? mesh.settings.rootNamespace;
  const beside = sibling(context, 'namespace') ?? namespace;
  switch (source) {
    case 'host':
      return hostObject(value, namespace, context);
    case 'subset':
      return subsetRule(value, namespace, context);
    case 'gateway': {
      if (value === 'mesh') return null;
      if (context.id.group === GATEWAY_API) return found(context, GATEWAY_API, 'Gateway', beside, value);
      const [of = '', name = ''] = gatewayName(value, namespace).split('/');
      return found(context, ISTIO, 'Gateway', of, name);
    }
    case 'namespace':
      return value.includes('*') || value === '.' ? null : found(context, '', 'Namespace', null, value);
    case 'secret':
      return found(context, '', 'Secret', beside, value);
    case 'service':
      return found(context, '', 'Service', beside, value);
    case 'virtual-service':
      return found(context, ISTIO, 'VirtualService', beside, value);
    case 'gateway-class':
      return found(context, GATEWAY_API, 'GatewayClass', null, value);
    case 'service-account': {
      const [first = '', second] = value.split('/');
      return second === undefined
        ? found(context, '', 'ServiceAccount', namespace, first)
        : found(context, '', 'ServiceAccount', first, second);
    }
    case 'principal': {
      const [, of, name] = /\/ns\/([^/*]+)\/sa\/([^/*]+)$/.exec(value) ?? [];
      return of === undefined || name === undefined ? null : found(context, '', 'ServiceAccount', of, name);
    }
    case 'object-name':
      return namedObject(value, beside, context);
    case 'label-key':
    case 'label-value':
    case 'port-number':
    case 'port-name':
      return null;
    default:
      return source satisfies never;
  }
}

function found(
  { mesh }: NameContext,
  group: string,
  kind: string,
  namespace: string | null,
  name: string,
): NamedObject | null {
  if (name === '' || name.includes('*')) return null;
  const id = { group, kind, namespace, name };
  return { id, exists: mesh.object(id) !== null };
}

function hostObject(value: string, namespace: string, context: NameContext): NamedObject | null {
  // Sidecars and Gateways write namespace/host.
  const slash = value.indexOf('/');
  const of = slash < 0 ? namespace : value.slice(0, slash);
  const host = slash < 0 ? value : value.slice(slash + 1);
  if (host.startsWith('*') || host === '') return null;
  const owner = of === '.' || of === '*' ? namespace : of;
  const full = fullHost(context.mesh, host, owner);
  const service = lookUpHost(context.mesh, full, owner);
  if (service.kind !== 'missing') return { id: service.service.id, exists: true };
  const suffix = `.svc.${context.mesh.settings.clusterDomain}`;
  const [name, ns, more] = full.endsWith(suffix) ? full.slice(0, -suffix.length).split('.') : [];
  if (name === undefined || ns === undefined || more !== undefined) return null;
  return found(context, '', 'Service', ns, name);
}

function subsetRule(value: string, namespace: string, context: NameContext): NamedObject | null {
  if (context.id.kind === 'DestinationRule') return null;
  const service = serviceAround(context);
  if (service === null) return null;
  const rules = visibleRules(context.mesh, service.host, namespace);
  const rule = rules.find(({ subsets }) => subsets.some(({ name }) => name === value)) ?? rules[0];
  if (rule === undefined) {
    const id = { group: ISTIO, kind: 'DestinationRule', namespace: service.namespace, name: service.name };
    return { id, exists: false };
  }
  return { id: rule.id, exists: rule.subsets.some(({ name }) => name === value) };
}

function namedObject(value: string, namespace: string, context: NameContext): NamedObject | null {
  if (context.path[0] === 'metadata') return null;
  const isParent = context.path.includes('parentRefs');
  const kind = sibling(context, 'kind') ?? (isParent ? 'Gateway' : null);
  if (kind === null) return null;
  const written = sibling(context, 'group') ?? (isParent ? GATEWAY_API : '');
  const group = written === 'core' ? '' : written;
  return found(context, group, kind, kind === 'GatewayClass' ? null : namespace, value);
}
