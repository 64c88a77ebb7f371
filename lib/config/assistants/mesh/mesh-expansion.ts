/** Machines outside Kubernetes in the mesh: WorkloadGroup, a WorkloadEntry for each, and the service that selects them. */
import { z } from 'zod';
import { MESH_EXPANSION } from '@/lib/config/assistants/about';
import type { Assistant, FieldProblem, Loss, ObjectEdit } from '@/lib/config/assistants/assistant';
import type { MeshObject, MeshObjects } from '@/lib/config/assistants/mesh-objects';
import {
  type Fields,
  fieldsAt,
  fieldsListAt,
  numberAt,
  textAt,
  textMapAt,
  textsAt,
} from '@/lib/config/simulation/read/fields';
import type { ObjectId } from '@/lib/config/store';
import {
  emptyObject,
  filled,
  keptFields,
  labelMap,
  labelRows,
  labelsSchema,
  nameProblems,
  PORT_MESSAGE,
  portOf,
  pruned,
  withSpec,
  written,
} from './form-object';
import { PORT_PROTOCOLS } from './outside-host';

const schema = z.object({
  namespace: z.string(),
  /** Of the WorkloadGroup and of the service. */
  name: z.string(),
  labels: labelsSchema,
  serviceAccount: z.string(),
  network: z.string(),
  /** Machines that are known; others register themselves. */
  machines: z.array(z.object({ name: z.string(), address: z.string() })),
  /** What selects them: a Service beside pods, or a ServiceEntry with a host of its own. */
  selectedBy: z.enum(['Service', 'ServiceEntry']),
  /** Of the ServiceEntry. */
  host: z.string(),
  ports: z.array(z.object({ number: z.string(), name: z.string(), protocol: z.enum(PORT_PROTOCOLS) })),
});
export type MeshExpansion = z.infer<typeof schema>;

const NETWORKING = 'networking.istio.io';
const VERSION = `${NETWORKING}/v1`;
const TEMPLATE = ['serviceAccount', 'network', 'labels'];

type Place = Pick<MeshExpansion, 'namespace' | 'name'>;
const groupId = ({ namespace, name }: Place): ObjectId => ({
  group: NETWORKING,
  kind: 'WorkloadGroup',
  namespace,
  name,
});
const entryId = ({ namespace, name }: Place): ObjectId => ({
  group: NETWORKING,
  kind: 'ServiceEntry',
  namespace,
  name,
});
const serviceId = ({ namespace, name }: Place): ObjectId => ({ group: '', kind: 'Service', namespace, name });
const machineId = (namespace: string, name: string): ObjectId => ({
  group: NETWORKING,
  kind: 'WorkloadEntry',
  namespace,
  name,
});

function includes(
  labels: Readonly<Record<string, string>>,
  wanted: Readonly<Record<string, string>>,
): boolean {
  return (
    Object.keys(wanted).length > 0 && Object.entries(wanted).every(([key, value]) => labels[key] === value)
  );
}

/** WorkloadEntries that were written by hand for the group: its labels, and none that registered itself. */
function machinesOf(
  mesh: MeshObjects,
  namespace: string,
  labels: Readonly<Record<string, string>>,
): readonly MeshObject[] {
  return mesh.ofKind(`${NETWORKING}/WorkloadEntry`).filter(({ id, value }) => {
    const own = textMapAt(fieldsAt(value, 'spec'), 'labels');
    const registered = textMapAt(fieldsAt(value, 'metadata'), 'annotations')[
      'istio.io/autoRegistrationGroup'
    ];
    return id.namespace === namespace && registered === undefined && includes(own, labels);
  });
}

function stateOf({ id, value }: MeshObject, mesh: MeshObjects): MeshExpansion {
  const spec = fieldsAt(value, 'spec');
  const template = fieldsAt(spec, 'template');
  const labels = { ...textMapAt(fieldsAt(spec, 'metadata'), 'labels'), ...textMapAt(template, 'labels') };
  const place = { namespace: id.namespace ?? '', name: id.name };
  const entry = mesh.get(entryId(place));
  const service = mesh.get(serviceId(place));
  const holder = fieldsAt((entry ?? service)?.value ?? {}, 'spec');
  return {
    ...place,
    labels: labelRows(labels),
    serviceAccount: textAt(template, 'serviceAccount') ?? '',
    network: textAt(template, 'network') ?? '',
    machines: machinesOf(mesh, place.namespace, labels).map((machine) => ({
      name: machine.id.name,
      address: textAt(fieldsAt(machine.value, 'spec'), 'address') ?? '',
    })),
    selectedBy: entry === null ? 'Service' : 'ServiceEntry',
    host: textsAt(fieldsAt(entry?.value ?? {}, 'spec'), 'hosts')[0] ?? '',
    ports: fieldsListAt(holder, 'ports').map((port) => ({
      number: String(numberAt(port, 'number') ?? numberAt(port, 'port') ?? ''),
      name: textAt(port, 'name') ?? '',
      protocol: protocolOf(port, entry !== null),
    })),
  };
}

/** A Service says it by `appProtocol`, else by the name up to the first dash. */
function protocolOf(port: Fields, isEntry: boolean): (typeof PORT_PROTOCOLS)[number] {
  const said = isEntry
    ? textAt(port, 'protocol')
    : (textAt(port, 'appProtocol') ?? textAt(port, 'name')?.split('-')[0]);
  return PORT_PROTOCOLS.find((known) => known === said?.toUpperCase()) ?? 'TCP';
}

function groupEdit(state: MeshExpansion, mesh: MeshObjects): ObjectEdit {
  return withSpec(mesh, groupId(state), VERSION, (spec) => {
    const metadata = fieldsAt(spec, 'metadata');
    const template = fieldsAt(spec, 'template');
    // Labels stand where they stood: Istio takes both places.
    const inTemplate = template.labels !== undefined;
    const labels = labelMap(state.labels);
    return {
      ...spec,
      metadata: inTemplate ? spec.metadata : { ...metadata, labels },
      template: pruned({
        ...template,
        serviceAccount: written(state.serviceAccount),
        network: written(state.network),
        labels: inTemplate ? labels : undefined,
      }),
    };
  });
}

function machineEdits(state: MeshExpansion, mesh: MeshObjects): readonly ObjectEdit[] {
  const labels = labelMap(state.labels);
  const before = mesh.get(groupId(state));
  const old = before === null ? labels : labelMap(stateOf(before, mesh).labels);
  const names = new Set(state.machines.map(({ name }) => name));
  const gone = machinesOf(mesh, state.namespace, old)
    .filter(({ id }) => !names.has(id.name))
    .map(({ id }): ObjectEdit => ({ id: machineId(state.namespace, id.name), value: null }));
  const present = state.machines
    .filter(({ name }) => nameProblems(machineId(state.namespace, name)).length === 0)
    .map(({ name, address }) =>
      withSpec(mesh, machineId(state.namespace, name), VERSION, (spec) => ({
        ...spec,
        address,
        labels: { ...fieldsAt(spec, 'labels'), ...labels },
        serviceAccount: written(state.serviceAccount),
        network: written(state.network),
      })),
    );
  return [...present, ...gone];
}

function selectingEdits(state: MeshExpansion, mesh: MeshObjects): readonly ObjectEdit[] {
  const isEntry = state.selectedBy === 'ServiceEntry';
  const unwanted = isEntry ? null : mesh.get(entryId(state));
  const removed = unwanted === null ? [] : [{ id: entryId(state), value: null }];
  if (isEntry) return [selectingEntry(state, mesh)];
  const id = serviceId(state);
  const present = mesh.get(id)?.value ?? emptyObject(id, 'v1');
  const spec = fieldsAt(present, 'spec');
  const ports = state.ports.map(({ number, name, protocol }) => {
    const before = fieldsListAt(spec, 'ports').find((port) => textAt(port, 'name') === name) ?? {};
    const isSaid = protocolOf({ name }, false) === protocol && before.appProtocol === undefined;
    return pruned({
      ...before,
      name,
      port: Number(number),
      appProtocol: isSaid ? undefined : protocol.toLowerCase(),
    });
  });
  const value = {
    ...present,
    spec: pruned({ ...spec, selector: labelMap(state.labels), ports: filled(ports) }),
  };
  return [{ id, value }, ...removed];
}

function selectingEntry(state: MeshExpansion, mesh: MeshObjects): ObjectEdit {
  return withSpec(mesh, entryId(state), VERSION, (spec) => {
    const before = fieldsListAt(spec, 'ports');
    const ports = state.ports.map(({ number, name, protocol }) => ({
      ...(before.find((port) => textAt(port, 'name') === name) ?? {}),
      number: Number(number),
      name,
      protocol,
    }));
    return {
      ...spec,
      hosts: [state.host, ...textsAt(spec, 'hosts').slice(1)],
      location: 'MESH_INTERNAL',
      resolution: spec.resolution ?? 'STATIC',
      ports: filled(ports),
      workloadSelector: { labels: labelMap(state.labels) },
    };
  });
}

function lossesOf(value: Fields): readonly Loss[] {
  const spec = fieldsAt(value, 'spec');
  const inBoth =
    fieldsAt(spec, 'metadata').labels !== undefined && fieldsAt(spec, 'template').labels !== undefined;
  return inBoth
    ? [{ path: 'spec.template.labels', because: 'labels stand in two places, the form has one' }]
    : [];
}

export const meshExpansion: Assistant<MeshExpansion> = {
  about: MESH_EXPANSION,
  schema,
  read(mesh, target) {
    const object = target.kind === 'object' ? mesh.get(target.id) : null;
    if (object !== null && object.id.kind === 'WorkloadGroup') {
      const losses = lossesOf(object.value);
      if (losses.length > 0) return { kind: 'refused', losses };
      const spec = fieldsAt(object.value, 'spec');
      const kept = [
        ...keptFields(spec, ['metadata', 'template'], 'spec'),
        ...keptFields(fieldsAt(spec, 'metadata'), ['labels'], 'spec.metadata'),
        ...keptFields(fieldsAt(spec, 'template'), TEMPLATE, 'spec.template'),
      ];
      return { kind: 'state', state: stateOf(object, mesh), kept };
    }
    const namespace = (target.kind === 'object' ? target.id.namespace : target.namespace) ?? '';
    const state: MeshExpansion = {
      namespace,
      name: '',
      labels: [{ key: 'app', value: '' }],
      serviceAccount: '',
      network: '',
      machines: [],
      selectedBy: 'ServiceEntry',
      host: '',
      ports: [{ number: '8080', name: 'http', protocol: 'HTTP' }],
    };
    return { kind: 'state', state, kept: [] };
  },
  write(state, mesh) {
    if (nameProblems(groupId(state)).length > 0) return [];
    return [groupEdit(state, mesh), ...machineEdits(state, mesh), ...selectingEdits(state, mesh)];
  },
  says(state) {
    const callers =
      state.selectedBy === 'ServiceEntry' ? state.host || 'a host' : `${state.name}.${state.namespace}`;
    const count = state.machines.length;
    return [
      `Callers reach the machines as ${callers}, by their labels.`,
      count === 0
        ? 'Machines register themselves when their proxy starts with this group.'
        : `${count} ${count === 1 ? 'machine is' : 'machines are'} named; others may register themselves.`,
      state.serviceAccount === ''
        ? 'Without a service account the machines have no identity, so no mutual TLS.'
        : `They have the identity of the service account ${state.serviceAccount}.`,
    ];
  },
  problems(state) {
    const problems: FieldProblem[] = [...nameProblems(groupId(state))];
    if (Object.keys(labelMap(state.labels)).length === 0 || state.labels.some(({ value }) => value === '')) {
      problems.push({ field: 'labels', message: 'Name a label with its value, such as app and legacy-db' });
    }
    if (state.selectedBy === 'ServiceEntry' && state.host === '') {
      problems.push({ field: 'host', message: 'The host by which callers know it, such as db.internal' });
    }
    for (const [index, { name, address }] of state.machines.entries()) {
      if (nameProblems(machineId('default', name)).length > 0) {
        problems.push({ field: `machines.${index}.name`, message: 'Lower case letters, digits and "-"' });
      }
      if (address === '')
        problems.push({ field: `machines.${index}.address`, message: 'An address or a name' });
    }
    for (const [index, { number, name }] of state.ports.entries()) {
      if (portOf(number) === null) problems.push({ field: `ports.${index}.number`, message: PORT_MESSAGE });
      if (name === '') problems.push({ field: `ports.${index}.name`, message: 'A port has a name' });
    }
    return problems;
  },
};
