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
import { includes, portProtocol, selectingEdits, selectingObject } from './machine-selector';
import { portSchema } from './outside-host';

const schema = z.object({
  namespace: z.string(),
  /** Of the WorkloadGroup. */
  name: z.string(),
  labels: labelsSchema,
  serviceAccount: z.string(),
  network: z.string(),
  /** Machines that are known; others register themselves. */
  machines: z.array(z.object({ name: z.string(), address: z.string() })),
  /** What selects them: a Service beside pods, a ServiceEntry with a host of its own, or nothing yet. */
  selectedBy: z.enum(['Service', 'ServiceEntry', 'nothing']),
  /** Name of the Service or ServiceEntry; empty = that of the group. */
  selector: z.string(),
  /** Of the ServiceEntry. */
  host: z.string(),
  ports: z.array(portSchema),
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
const machineId = (namespace: string, name: string): ObjectId => ({
  group: NETWORKING,
  kind: 'WorkloadEntry',
  namespace,
  name,
});

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
  const selecting = selectingObject(mesh, place, labels);
  const holder = fieldsAt(selecting?.value ?? {}, 'spec');
  return {
    ...place,
    labels: labelRows(labels),
    serviceAccount: textAt(template, 'serviceAccount') ?? '',
    network: textAt(template, 'network') ?? '',
    machines: machinesOf(mesh, place.namespace, labels).map((machine) => ({
      name: machine.id.name,
      address: textAt(fieldsAt(machine.value, 'spec'), 'address') ?? '',
    })),
    selectedBy: selecting?.kind ?? 'nothing',
    selector: selecting?.id.name ?? '',
    host: textsAt(holder, 'hosts')[0] ?? '',
    ports: fieldsListAt(holder, 'ports').map((port, from) => ({
      from,
      number: String(numberAt(port, 'number') ?? numberAt(port, 'port') ?? ''),
      name: textAt(port, 'name') ?? '',
      protocol: portProtocol(port, selecting?.kind === 'ServiceEntry'),
    })),
  };
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
      metadata:
        inTemplate || (state.labels.length === 0 && metadata.labels === undefined)
          ? spec.metadata
          : { ...metadata, labels },
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
      selector: '',
      host: '',
      ports: [{ from: null, number: '8080', name: 'http', protocol: 'HTTP' }],
    };
    return { kind: 'state', state, kept: [] };
  },
  write(state, mesh) {
    if (nameProblems(groupId(state)).length > 0) return [];
    return [groupEdit(state, mesh), ...machineEdits(state, mesh), ...selectingEdits(state, mesh)];
  },
  says(state) {
    const callers =
      state.selectedBy === 'ServiceEntry'
        ? state.host || 'a host'
        : `${state.selector || state.name}.${state.namespace}`;
    const count = state.machines.length;
    return [
      state.selectedBy === 'nothing'
        ? 'Nothing selects the machines yet, so no caller reaches them by a name.'
        : `Callers reach the machines as ${callers}, by their labels.`,
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
    const isNamed = Object.keys(labelMap(state.labels)).length > 0;
    if ((!isNamed && state.selectedBy !== 'nothing') || state.labels.some(({ value }) => value === '')) {
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
