/** The patches of an EnvoyFilter that limit requests, found among whatever else the object holds. */
import { z } from 'zod';
import type { AssistantTarget, FieldProblem, Loss } from '@/lib/config/assistants/assistant';
import type { MeshObject, MeshObjects } from '@/lib/config/assistants/mesh-objects';
import { isObjectId } from '@/lib/config/identity';
import {
  type Fields,
  fieldsAt,
  fieldsListAt,
  isFields,
  numberAt,
  textAt,
  textMapAt,
} from '@/lib/config/simulation/read/fields';
import type { ObjectId } from '@/lib/config/store';
import { NETWORKING } from './route-choice';

export const CONNECTION_MANAGER = 'envoy.filters.network.http_connection_manager';

/** Where proxies get the patch. */
export const placementSchema = z.object({
  namespace: z.string(),
  name: z.string(),
  /** Labels of the pods; empty = every pod of the namespace. */
  labels: z.array(z.object({ key: z.string(), value: z.string() })),
  context: z.enum(['SIDECAR_INBOUND', 'GATEWAY']),
  /** Port of the pod or gateway that is limited; empty = every port. */
  port: z.string(),
});
export type Placement = z.infer<typeof placementSchema>;

export function envoyFilterId({ namespace, name }: { namespace: string; name: string }): ObjectId {
  return { group: NETWORKING, kind: 'EnvoyFilter', namespace, name };
}

export function patchesOf(value: Fields): readonly Fields[] {
  return fieldsListAt(fieldsAt(value, 'spec'), 'configPatches');
}

/** Index of the patch that puts a filter of this name among the HTTP filters; -1 for none. */
export function httpFilterPatch(value: Fields, filter: string): number {
  return patchesOf(value).findIndex(
    (entry) =>
      entry.applyTo === 'HTTP_FILTER' &&
      textAt(fieldsAt(fieldsAt(entry, 'patch'), 'value'), 'name') === filter,
  );
}

/** Configuration of the filter, whether wrapped in a TypedStruct or not. */
export function filterBody(patch: Fields): Fields {
  const config = fieldsAt(fieldsAt(fieldsAt(patch, 'patch'), 'value'), 'typed_config');
  return isWrapped(config) ? fieldsAt(config, 'value') : config;
}

export function withFilterBody(patch: Fields, body: Fields): Fields {
  const inner = fieldsAt(patch, 'patch');
  const value = fieldsAt(inner, 'value');
  const config = fieldsAt(value, 'typed_config');
  const changed = isWrapped(config) ? { ...config, value: body } : body;
  return { ...patch, patch: { ...inner, value: { ...value, typed_config: changed } } };
}

function isWrapped(config: Fields): boolean {
  return textAt(config, '@type')?.endsWith('TypedStruct') === true;
}

/** The EnvoyFilter that a target means: itself, or one for the pods of the service that has the filter. */
export function envoyFilterOf(mesh: MeshObjects, target: AssistantTarget, filter: string): MeshObject | null {
  if (target.kind === 'object') return mesh.get(target.id);
  if (target.kind === 'nothing') return null;
  const labels = labelsOfService(mesh, target);
  const isForService = ({ id, value }: MeshObject) => {
    const selected = Object.entries(selectorOf(value));
    return (
      id.namespace === target.namespace &&
      httpFilterPatch(value, filter) >= 0 &&
      selected.length > 0 &&
      selected.every(([key, text]) => labels[key] === text)
    );
  };
  return mesh.ofKind(`${NETWORKING}/EnvoyFilter`).find(isForService) ?? null;
}

export function labelsOfService(
  mesh: MeshObjects,
  { namespace, name }: { readonly namespace: string; readonly name: string },
): Readonly<Record<string, string>> {
  const endpoints = mesh.service(name, namespace)?.endpoints;
  return endpoints?.kind === 'selector' ? endpoints.labels : {};
}

function selectorOf(value: Fields): Readonly<Record<string, string>> {
  return textMapAt(fieldsAt(fieldsAt(value, 'spec'), 'workloadSelector'), 'labels');
}

/** Where a patch of a stored object holds. */
export function placementOf({ id, value }: MeshObject, patch: Fields): Placement {
  const match = fieldsAt(patch, 'match');
  return {
    namespace: id.namespace ?? '',
    name: id.name,
    labels: Object.entries(selectorOf(value)).map(([key, text]) => ({ key, value: text })),
    context: match.context === 'GATEWAY' ? 'GATEWAY' : 'SIDECAR_INBOUND',
    port: String(numberAt(fieldsAt(match, 'listener'), 'portNumber') ?? ''),
  };
}

/** A new object's place. A service that an ingress gateway runs behind is limited as a gateway. */
export function freshPlacement(mesh: MeshObjects, target: AssistantTarget, suffix: string): Placement {
  const namespace = (target.kind === 'object' ? target.id.namespace : target.namespace) ?? '';
  if (target.kind !== 'service') {
    const name = target.kind === 'object' ? target.id.name : '';
    return { namespace, name, labels: [], context: 'SIDECAR_INBOUND', port: '' };
  }
  const labels = Object.entries(labelsOfService(mesh, target)).map(([key, value]) => ({ key, value }));
  const context = labels.some(({ key }) => key === 'istio') ? 'GATEWAY' : 'SIDECAR_INBOUND';
  return { namespace, name: `${target.name}-${suffix}`, labels, context, port: '' };
}

/** The patch's `match` for a place; `before` keeps what the form does not show. */
export function matchFor({ context, port }: Placement, before: Fields, subFilter: string | null): Fields {
  const listener = fieldsAt(before, 'listener');
  const chain = fieldsAt(listener, 'filterChain');
  const filter =
    subFilter === null
      ? { name: CONNECTION_MANAGER }
      : { name: CONNECTION_MANAGER, subFilter: { name: subFilter } };
  return {
    ...before,
    context,
    listener: {
      ...listener,
      portNumber: port === '' ? undefined : Number(port),
      filterChain: { ...chain, filter: chain.filter ?? filter },
    },
  };
}

/** The object with its selector and one patch more or changed. */
export function withPlacement(value: Fields | null, place: Placement, patches: readonly Fields[]): Fields {
  const base: Fields = value ?? {
    apiVersion: `${NETWORKING}/v1alpha3`,
    kind: 'EnvoyFilter',
    metadata: { name: place.name, namespace: place.namespace },
  };
  const { workloadSelector, ...rest } = fieldsAt(base, 'spec');
  const labels = Object.fromEntries(place.labels.map(({ key, value: text }) => [key, text]));
  const selector = {
    ...fieldsAt({ workloadSelector }, 'workloadSelector'),
    labels: place.labels.length === 0 ? undefined : labels,
  };
  return {
    ...base,
    spec: {
      workloadSelector: place.labels.length === 0 ? undefined : selector,
      ...rest,
      configPatches: patches,
    },
  };
}

export function placementProblems(place: Placement, mesh: MeshObjects): readonly FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (place.namespace === '') problems.push({ field: 'namespace', message: 'Choose a namespace' });
  else if (!mesh.namespaces().includes(place.namespace)) {
    problems.push({ field: 'namespace', message: `There is no namespace ${place.namespace}` });
  }
  if (!isObjectId(envoyFilterId({ ...place, namespace: place.namespace || 'default' }))) {
    problems.push({ field: 'name', message: 'Give the object a name of lower case letters, digits and "-"' });
  }
  if (place.labels.some(({ key, value }) => key === '' || value === '')) {
    problems.push({ field: 'labels', message: 'A label has a name and a value' });
  }
  if (place.port !== '' && !/^\d{1,5}$/.test(place.port)) {
    problems.push({ field: 'port', message: 'A port is a number' });
  }
  return problems;
}

/** "the proxy of every pod with app: email in shop", for sentences. */
export function placementWords({ labels, namespace, context, port }: Placement): string {
  const where = namespace === '' ? 'of the namespace' : `in ${namespace}`;
  const chosen = labels.map(({ key, value }) => `${key}: ${value}`).join(', ');
  const what =
    context === 'GATEWAY'
      ? `the gateway of ${labels.length === 0 ? 'every pod' : `the pods with ${chosen}`} ${where}`
      : `the proxy of every pod ${labels.length === 0 ? '' : `with ${chosen} `}${where}`;
  return port === '' ? what : `${what}, on port ${port}`;
}

export function patchLosses(object: MeshObject, filter: string): readonly Loss[] {
  const { spec } = object.value;
  if (!isFields(spec) || !Array.isArray(spec.configPatches)) {
    return [{ path: 'spec.configPatches', because: 'a list of patches is expected here' }];
  }
  if (httpFilterPatch(object.value, filter) >= 0) return [];
  return patchesOf(object.value).map((patch, index) => ({
    path: `spec.configPatches[${index}]`,
    because: `it patches ${textAt(patch, 'applyTo') ?? 'something'} and is no ${filter}, so this form has nothing to hold on to`,
  }));
}
