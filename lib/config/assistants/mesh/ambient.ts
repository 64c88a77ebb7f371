/** Ambient mode of a namespace, and the waypoint that its services are reached through. */
import { z } from 'zod';
import { AMBIENT } from '@/lib/config/assistants/about';
import type { Assistant, FieldProblem, ObjectEdit } from '@/lib/config/assistants/assistant';
import type { MeshObjects } from '@/lib/config/assistants/mesh-objects';
import { dataPlaneOf } from '@/lib/config/simulation/data-plane';
import { type Fields, fieldsAt, textMapAt } from '@/lib/config/simulation/read/fields';
import type { ObjectId } from '@/lib/config/store';
import { emptyObject, pruned } from './form-object';

const MODE = 'istio.io/dataplane-mode';
const USE = 'istio.io/use-waypoint';
const USE_NAMESPACE = 'istio.io/use-waypoint-namespace';
const FOR = 'istio.io/waypoint-for';

export const WAYPOINT_FOR = ['service', 'workload', 'all'] as const;

const schema = z.object({
  namespace: z.string(),
  isEnrolled: z.boolean(),
  /** Name of the waypoint; empty = none. */
  waypoint: z.string(),
  /** Whose waypoint it is. */
  waypointNamespace: z.string(),
  waypointFor: z.enum(WAYPOINT_FOR),
  /** Empty = the whole namespace; else names of services that go through it. */
  services: z.array(z.string()),
});
export type Ambient = z.infer<typeof schema>;

function namespaceId(name: string): ObjectId {
  return { group: '', kind: 'Namespace', namespace: null, name };
}

function serviceId(namespace: string, name: string): ObjectId {
  return { group: '', kind: 'Service', namespace, name };
}

function waypointId({ waypoint, waypointNamespace }: Ambient): ObjectId {
  return {
    group: 'gateway.networking.k8s.io',
    kind: 'Gateway',
    namespace: waypointNamespace,
    name: waypoint,
  };
}

function labelsOf(value: Fields): Readonly<Record<string, string>> {
  return textMapAt(fieldsAt(value, 'metadata'), 'labels');
}

function stateOf(mesh: MeshObjects, namespace: string): Ambient {
  const labels = labelsOf(mesh.get(namespaceId(namespace))?.value ?? {});
  const using = mesh
    .ofKind('/Service')
    .filter(({ id, value }) => id.namespace === namespace && named(labelsOf(value)[USE]));
  const source = named(labels[USE]) ? labels : labelsOf(using[0]?.value ?? {});
  const waypoint = named(source[USE]) ? (source[USE] ?? '') : '';
  const state: Ambient = {
    namespace,
    isEnrolled: labels[MODE] === 'ambient',
    waypoint,
    waypointNamespace: source[USE_NAMESPACE] ?? namespace,
    waypointFor: 'service',
    services: named(labels[USE]) ? [] : using.map(({ id }) => id.name).sort(),
  };
  const gateway = waypoint === '' ? null : mesh.get(waypointId(state));
  const purpose = gateway === null ? undefined : labelsOf(gateway.value)[FOR];
  return { ...state, waypointFor: WAYPOINT_FOR.find((kind) => kind === purpose) ?? 'service' };
}

function named(text: string | undefined): boolean {
  return text !== undefined && text !== '' && text !== 'none';
}

function withLabels(value: Fields, entries: Readonly<Record<string, string | null>>): Fields {
  const metadata = fieldsAt(value, 'metadata');
  const labels: Record<string, unknown> = { ...fieldsAt(metadata, 'labels') };
  for (const [name, text] of Object.entries(entries)) {
    if (text === null) delete labels[name];
    else labels[name] = text;
  }
  const next = Object.keys(labels).length === 0 ? undefined : labels;
  return { ...value, metadata: pruned({ ...metadata, labels: next }) };
}

function waypointLabels(state: Ambient, isUsed: boolean): Readonly<Record<string, string | null>> {
  const isElsewhere = state.waypointNamespace !== state.namespace;
  return {
    [USE]: isUsed ? state.waypoint : null,
    [USE_NAMESPACE]: isUsed && isElsewhere ? state.waypointNamespace : null,
  };
}

function namespaceEdit(state: Ambient, mesh: MeshObjects): ObjectEdit {
  const id = namespaceId(state.namespace);
  const present = mesh.get(id)?.value ?? emptyObject(id, 'v1');
  const isWhole = state.waypoint !== '' && state.services.length === 0;
  const before = labelsOf(present)[MODE];
  // A mode that is not ambient was written on purpose and stays.
  const mode = state.isEnrolled ? 'ambient' : before === 'ambient' ? null : (before ?? null);
  return { id, value: withLabels(present, { [MODE]: mode, ...waypointLabels(state, isWhole) }) };
}

function serviceEdits(state: Ambient, mesh: MeshObjects): readonly ObjectEdit[] {
  const wanted = new Set(state.waypoint === '' ? [] : state.services);
  return mesh
    .ofKind('/Service')
    .filter(({ id }) => id.namespace === state.namespace)
    .flatMap(({ id, value }) => {
      const isUsed = wanted.has(id.name);
      // "none" keeps a service past the waypoint of its namespace.
      if (!isUsed && !named(labelsOf(value)[USE])) return [];
      return [
        { id: serviceId(state.namespace, id.name), value: withLabels(value, waypointLabels(state, isUsed)) },
      ];
    });
}

function waypointEdits(state: Ambient, mesh: MeshObjects): readonly ObjectEdit[] {
  if (state.waypoint === '') return [];
  const id = waypointId(state);
  const fresh = {
    ...emptyObject(id, 'gateway.networking.k8s.io/v1'),
    spec: {
      gatewayClassName: 'istio-waypoint',
      listeners: [{ name: 'mesh', port: 15008, protocol: 'HBONE' }],
    },
  };
  const present = mesh.get(id)?.value ?? fresh;
  const isDefault = state.waypointFor === 'service' && labelsOf(present)[FOR] === undefined;
  return [{ id, value: isDefault ? present : withLabels(present, { [FOR]: state.waypointFor }) }];
}

export const ambient: Assistant<Ambient> = {
  about: AMBIENT,
  schema,
  read(mesh, target) {
    const object = target.kind === 'object' ? target.id : null;
    const namespace =
      object === null
        ? target.kind === 'object'
          ? ''
          : (target.namespace ?? '')
        : object.kind === 'Namespace'
          ? object.name
          : (object.namespace ?? '');
    const state = stateOf(mesh, namespace);
    const isFresh = object === null && !state.isEnrolled;
    return { kind: 'state', state: isFresh ? { ...state, isEnrolled: true } : state, kept: [] };
  },
  write: (state, mesh) =>
    state.namespace === ''
      ? []
      : [...waypointEdits(state, mesh), namespaceEdit(state, mesh), ...serviceEdits(state, mesh)],
  says(state, mesh) {
    if (state.namespace === '') return ['Choose a namespace.'];
    const own = mesh.view.workloads.filter(({ namespace }) => namespace === state.namespace);
    const sidecars = own.filter((workload) => dataPlaneOf(mesh.view, workload) === 'sidecar');
    const who =
      state.services.length === 0 ? `every service of ${state.namespace}` : state.services.join(', ');
    return [
      state.isEnrolled
        ? `Pods in ${state.namespace} are in ambient mode: ztunnel encrypts their connections, without a restart.`
        : `Pods in ${state.namespace} are not in ambient mode.`,
      state.waypoint === ''
        ? 'No waypoint: rules for HTTP do not reach these services.'
        : `Requests to ${who} go through the waypoint ${state.waypointNamespace}/${state.waypoint}, which applies routes and policies for HTTP.`,
      ...(state.isEnrolled && sidecars.length > 0
        ? [
            `${sidecars.map(({ name }) => name).join(', ')} keep their sidecars: a sidecar comes before ambient mode.`,
          ]
        : []),
    ];
  },
  problems(state, mesh) {
    const problems: FieldProblem[] = [];
    if (state.namespace === '') problems.push({ field: 'namespace', message: 'Choose a namespace' });
    if (state.waypoint !== '' && !/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(state.waypoint)) {
      problems.push({ field: 'waypoint', message: 'Lower case letters, digits and "-"' });
    }
    for (const name of state.services) {
      if (mesh.get(serviceId(state.namespace, name)) !== null) continue;
      problems.push({ field: 'services', message: `${name} is no Service of ${state.namespace}` });
    }
    return problems;
  },
};
