/** References between the Gateway API's objects: to parents, backends, secrets and other objects. */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { portNumber } from '@/lib/config/model/field-types';
import { type Checked, repeated } from '@/lib/config/model/rule';
import { apiGroup, kindName, namespaceName, objectName, sectionName } from './names';
import { refuse } from './rules';

const MAX_PARENTS = 32;

const group = (fallback: string) =>
  field(apiGroup(), 'API group of the object that is meant; "" is the core group.', {
    default: fallback,
  }).optional();

const otherNamespace = field(
  namespaceName(),
  'Namespace of the object. Another one than the referring object’s needs a ReferenceGrant there.',
  { default: 'the namespace of the referring object', names: 'namespace' },
);

const parentReference = z.strictObject({
  group: group('gateway.networking.k8s.io'),
  kind: field(
    kindName(),
    'Kind of the parent: Gateway, ListenerSet, or Service (group "") for traffic inside the mesh.',
    {
      default: 'Gateway',
    },
  ).optional(),
  namespace: field(
    namespaceName(),
    'Namespace of the parent. A Gateway must allow the route’s namespace in allowedRoutes; a route to a Service of another namespace only holds for callers in the route’s own.',
    { default: 'the namespace of the route', names: 'namespace' },
  ).optional(),
  name: field(objectName(), 'Name of the parent.', { names: 'object-name' }),
  sectionName: field(
    sectionName(),
    'Name of one listener of a Gateway, or of one port of a Service. Left out, all that allow the route are meant.',
  ).optional(),
  port: field(
    portNumber,
    'Number of the port: every listener of a Gateway on it, or the port of a Service.',
    { names: 'port-number' },
  ).optional(),
});

type ParentReference = z.infer<typeof parentReference>;

/** `parentRefs` of every route. */
export const parentRefs = () =>
  field(
    z.array(parentReference).max(MAX_PARENTS).check(distinctParents),
    'What the route is attached to: Gateways for traffic that enters, Services for traffic inside the mesh.',
  );

function distinctParents(checked: Checked<ParentReference[]>): void {
  const groups = new Map<string, number[]>();
  for (const [index, parent] of checked.value.entries()) {
    const key = [
      parent.group ?? 'gateway.networking.k8s.io',
      parent.kind ?? 'Gateway',
      parent.namespace ?? '',
      parent.name,
    ].join('/');
    groups.set(key, [...(groups.get(key) ?? []), index]);
  }
  for (const indexes of groups.values()) distinctSections(checked, indexes);
}

/** References to one parent must each name a part of it, and no part twice; all by section, all by port, or all by both. */
function distinctSections(checked: Checked<ParentReference[]>, indexes: readonly number[]): void {
  if (indexes.length < 2) return;
  const entries = indexes.map((index) => checked.value[index]);
  const [first] = entries;
  const isAlike = entries.every(
    (entry) =>
      (entry?.sectionName === undefined) === (first?.sectionName === undefined) &&
      (entry?.port === undefined) === (first?.port === undefined),
  );
  if (!isAlike) {
    const message = `refers to ${first?.name} more than once; give each such reference a sectionName, or each a port`;
    refuse(checked, 'PER0905', message, [indexes[1] ?? 0]);
    return;
  }
  for (const index of repeated(entries, (entry) => `${entry?.sectionName ?? ''}/${entry?.port ?? ''}`)) {
    const message = `refers to the same part of ${first?.name} twice; keep one, or name another sectionName or port`;
    refuse(checked, 'PER0905', message, [indexes[index] ?? 0]);
  }
}

const backendFields = {
  group: group('"" (core)'),
  kind: field(
    kindName(),
    'Kind of the backend; Service, or with Istio also Hostname (group networking.istio.io).',
    {
      default: 'Service',
    },
  ).optional(),
  name: field(objectName(), 'Name of the backend.', { names: 'service' }),
  namespace: otherNamespace.optional(),
  port: field(portNumber, 'Port of the Service, not of its pods; needed for a Service.', {
    names: 'port-number',
  }).optional(),
};

export const weight = () =>
  field(
    z.int().min(0).max(1_000_000),
    'Share of the requests: this weight divided by the sum of all weights of the rule; 0 takes none.',
    { default: '1' },
  );

/** A backend without weight, as mirrors and external authorization have it. */
export const backendReference = (description: string) =>
  field(z.strictObject(backendFields).check(needsPort), description);

/** A backend with its share of the traffic. */
export const weightedBackend = z
  .strictObject({ ...backendFields, weight: weight().optional() })
  .check(needsPort);

export { backendFields };

export function needsPort(
  checked: Checked<{
    group?: string | undefined;
    kind?: string | undefined;
    port?: number | undefined;
    name: string;
  }>,
): void {
  const { group: ofGroup = '', kind = 'Service', port, name } = checked.value;
  if (ofGroup !== '' || kind !== 'Service' || port !== undefined) return;
  refuse(checked, 'PER0906', `the reference to Service ${name} needs its port`);
}

/** A Secret by default; another namespace needs a ReferenceGrant there. */
export const secretReference = z.strictObject({
  group: group('"" (core)'),
  kind: field(kindName(), 'Kind of the object.', { default: 'Secret' }).optional(),
  name: field(objectName(), 'Name of the Secret.', { names: 'secret' }),
  namespace: otherNamespace.optional(),
});

/** An object of any kind, group and kind spelled out. */
export const objectReference = z.strictObject({
  group: field(apiGroup(), 'API group of the object; "" is the core group.'),
  kind: field(kindName(), 'Kind of the object, for example ConfigMap.'),
  name: field(objectName(), 'Name of the object.', { names: 'object-name' }),
  namespace: otherNamespace.optional(),
});

/** An object of the same namespace. */
export const localReference = z.strictObject({
  group: field(apiGroup(), 'API group of the object; "" is the core group.'),
  kind: field(kindName(), 'Kind of the object.'),
  name: field(objectName(), 'Name of the object, in the same namespace.', { names: 'object-name' }),
});

export const defaultGateways = () =>
  field(
    z.enum(['All', 'None']),
    'Experimental: attaches the route to every Gateway that serves as a default, beside those in parentRefs.',
    {
      default: 'None',
      since: 'v1.4',
      values: { All: 'every default Gateway', None: 'only what parentRefs names' },
    },
  );
