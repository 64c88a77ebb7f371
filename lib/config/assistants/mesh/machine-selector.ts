/** What selects machines outside Kubernetes by their labels: a Service, or a ServiceEntry with a host of its own. */
import type { ObjectEdit } from '@/lib/config/assistants/assistant';
import type { MeshObject, MeshObjects } from '@/lib/config/assistants/mesh-objects';
import {
  type Fields,
  fieldsAt,
  fieldsListAt,
  textAt,
  textMapAt,
  textsAt,
} from '@/lib/config/simulation/read/fields';
import type { ObjectId } from '@/lib/config/store';
import { emptyObject, filled, labelMap, pruned, withSpec } from './form-object';
import type { MeshExpansion } from './mesh-expansion';
import { PORT_PROTOCOLS } from './outside-host';
import { protocolText } from './service-entry';

const NETWORKING = 'networking.istio.io';

type Labels = Readonly<Record<string, string>>;
type Kind = 'Service' | 'ServiceEntry';

export function includes(
  labels: Readonly<Record<string, string>>,
  wanted: Readonly<Record<string, string>>,
): boolean {
  return (
    Object.keys(wanted).length > 0 && Object.entries(wanted).every(([key, value]) => labels[key] === value)
  );
}

function selectorOf(kind: Kind, spec: Fields): Labels {
  return kind === 'Service'
    ? textMapAt(spec, 'selector')
    : textMapAt(fieldsAt(spec, 'workloadSelector'), 'labels');
}

/** The one that selects these labels, that of the group's own name before others; null where none does. */
export function selectingObject(
  mesh: MeshObjects,
  { namespace, name }: Pick<MeshExpansion, 'namespace' | 'name'>,
  labels: Labels,
): (MeshObject & { readonly kind: Kind }) | null {
  const found = (['ServiceEntry', 'Service'] as const).flatMap((kind) =>
    mesh
      .ofKind(kind === 'Service' ? '/Service' : `${NETWORKING}/ServiceEntry`)
      .filter(({ id, value }) => {
        const isHere = id.namespace === namespace;
        return isHere && includes(labels, selectorOf(kind, fieldsAt(value, 'spec')));
      })
      .map((object) => ({ ...object, kind })),
  );
  return found.find(({ id }) => id.name === name) ?? found[0] ?? null;
}

/** A Service says it by `appProtocol`, else by the name up to the first dash. */
export function portProtocol(port: Fields, isEntry: boolean): (typeof PORT_PROTOCOLS)[number] {
  const said = isEntry
    ? textAt(port, 'protocol')
    : (textAt(port, 'appProtocol') ?? textAt(port, 'name')?.split('-')[0]);
  return PORT_PROTOCOLS.find((known) => known === said?.toUpperCase()) ?? 'TCP';
}

function entryId({ namespace, name, selector }: MeshExpansion): ObjectId {
  return { group: NETWORKING, kind: 'ServiceEntry', namespace, name: selector || name };
}

function serviceId({ namespace, name, selector }: MeshExpansion): ObjectId {
  return { group: '', kind: 'Service', namespace, name: selector || name };
}

export function selectingEdits(state: MeshExpansion, mesh: MeshObjects): readonly ObjectEdit[] {
  if (state.selectedBy === 'ServiceEntry') return [entryEdit(state, mesh)];
  const removed = mesh.get(entryId(state)) === null ? [] : [{ id: entryId(state), value: null }];
  return state.selectedBy === 'nothing' ? removed : [serviceEdit(state, mesh), ...removed];
}

/** The present selector as long as it takes the machines, which may be with fewer labels. */
function selectorFor(state: MeshExpansion, present: Labels): Labels {
  const labels = labelMap(state.labels);
  return includes(labels, present) ? present : labels;
}

function serviceEdit(state: MeshExpansion, mesh: MeshObjects): ObjectEdit {
  const id = serviceId(state);
  const present = mesh.get(id)?.value ?? emptyObject(id, 'v1');
  const spec = fieldsAt(present, 'spec');
  const stored = fieldsListAt(spec, 'ports');
  const ports = state.ports.map(({ from, number, name, protocol }) => {
    const before = (from === null ? undefined : stored[from]) ?? {};
    const isSaid = portProtocol({ ...before, name }, false) === protocol;
    const { appProtocol } = before;
    return pruned({
      ...before,
      name: name === '' ? undefined : name,
      port: Number(number),
      appProtocol: isSaid ? appProtocol : protocol.toLowerCase(),
    });
  });
  const selector = selectorFor(state, selectorOf('Service', spec));
  return { id, value: { ...present, spec: pruned({ ...spec, selector, ports: filled(ports) }) } };
}

function entryEdit(state: MeshExpansion, mesh: MeshObjects): ObjectEdit {
  return withSpec(mesh, entryId(state), `${NETWORKING}/v1`, (spec) => {
    const stored = fieldsListAt(spec, 'ports');
    const ports = state.ports.map(({ from, number, name, protocol }) => {
      const before = (from === null ? undefined : stored[from]) ?? {};
      return { ...before, number: Number(number), name, protocol: protocolText(protocol, before) };
    });
    return {
      ...spec,
      hosts: [state.host, ...textsAt(spec, 'hosts').slice(1)],
      location: spec.location ?? 'MESH_INTERNAL',
      resolution: spec.resolution ?? 'STATIC',
      ports: filled(ports),
      workloadSelector: {
        ...fieldsAt(spec, 'workloadSelector'),
        labels: selectorFor(state, selectorOf('ServiceEntry', spec)),
      },
    };
  });
}
