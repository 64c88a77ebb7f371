/** ServiceEntry: a host outside that callers in the mesh may call, on request through an egress gateway. */
import { SERVICE_ENTRY } from '@/lib/config/assistants/about';
import type { Assistant, FieldProblem, Loss } from '@/lib/config/assistants/assistant';
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
import { egressEdits, egressOf } from './egress';
import { filled, keptFields, nameProblems, PORT_MESSAGE, portOf, pruned, withSpec } from './form-object';
import { type OutsideHost, outsideHostSchema, PORT_PROTOCOLS, RESOLUTIONS } from './outside-host';
import {
  originationEdits,
  originationOf,
  originationProblems,
  originationWords,
  targetPortFor,
} from './tls-origination';

const NETWORKING = 'networking.istio.io';
const NO_ORIGINATION: OutsideHost['origination'] = { mode: 'NONE', credentialName: '', targetPort: '' };
const KNOWN = ['hosts', 'location', 'resolution', 'ports', 'endpoints'];

export function entryId({
  namespace,
  name,
}: {
  readonly namespace: string;
  readonly name: string;
}): ObjectId {
  return { group: NETWORKING, kind: 'ServiceEntry', namespace, name };
}

function lossesOf(value: Fields): readonly Loss[] {
  const spec = fieldsAt(value, 'spec');
  const losses: Loss[] = [];
  if (spec.workloadSelector !== undefined) {
    const because = 'the form lists addresses; workloads that are selected belong to mesh expansion';
    losses.push({ path: 'spec.workloadSelector', because });
  }
  for (const [index, port] of fieldsListAt(spec, 'ports').entries()) {
    const protocol = (textAt(port, 'protocol') ?? 'TCP').toUpperCase();
    if (PORT_PROTOCOLS.some((known) => known === protocol)) continue;
    losses.push({ path: `spec.ports[${index}].protocol`, because: `the form does not know ${protocol}` });
  }
  return losses;
}

function stateOf({ id, value }: MeshObject, mesh: MeshObjects): OutsideHost {
  const spec = fieldsAt(value, 'spec');
  const state: OutsideHost = {
    namespace: id.namespace ?? '',
    name: id.name,
    hosts: [...textsAt(spec, 'hosts')],
    location: spec.location === 'MESH_INTERNAL' ? 'MESH_INTERNAL' : 'MESH_EXTERNAL',
    resolution: RESOLUTIONS.find((known) => known === spec.resolution) ?? 'NONE',
    ports: fieldsListAt(spec, 'ports').map((port, from) => ({
      from,
      number: String(numberAt(port, 'number') ?? ''),
      name: textAt(port, 'name') ?? '',
      protocol: PORT_PROTOCOLS.find((known) => known === textAt(port, 'protocol')?.toUpperCase()) ?? 'TCP',
    })),
    endpoints: fieldsListAt(spec, 'endpoints').flatMap((endpoint) => textAt(endpoint, 'address') ?? []),
    egress: '',
    origination: NO_ORIGINATION,
  };
  return { ...state, egress: egressOf(state, mesh), origination: originationOf(mesh, state, spec) };
}

/** Endpoints that stand for a whole network, which the form does not show. */
function unaddressed(spec: Fields): readonly Fields[] {
  return fieldsListAt(spec, 'endpoints').filter((endpoint) => textAt(endpoint, 'address') === null);
}

/** As it stands where it means the same: in small letters, or left out for TCP. */
export function protocolText(protocol: string, before: Fields): unknown {
  const stored = textAt(before, 'protocol');
  const isSame = before.number !== undefined && (stored ?? 'TCP').toUpperCase() === protocol;
  return isSame ? before.protocol : protocol;
}

function specOf(state: OutsideHost, spec: Fields): Fields {
  const ports = fieldsListAt(spec, 'ports');
  const endpoints = fieldsListAt(spec, 'endpoints');
  const { location, resolution } = state;
  return {
    ...spec,
    hosts: state.hosts.filter((host) => host !== ''),
    location: location === 'MESH_INTERNAL' || spec.location !== undefined ? location : undefined,
    resolution: resolution !== 'NONE' || spec.resolution !== undefined ? resolution : undefined,
    ports: filled(
      state.ports.map((port) => {
        const { from, number, name, protocol } = port;
        const before = (from === null ? undefined : ports[from]) ?? {};
        return pruned({
          ...before,
          number: Number(number),
          name,
          protocol: protocolText(protocol, before),
          targetPort: targetPortFor(state, port, before),
        });
      }),
    ),
    endpoints: filled([
      ...state.endpoints
        .filter((address) => address !== '')
        .map(
          (address) => endpoints.find((endpoint) => textAt(endpoint, 'address') === address) ?? { address },
        ),
      ...unaddressed(spec),
    ]),
  };
}

function keptOf(spec: Fields): readonly string[] {
  return [
    ...keptFields(spec, KNOWN, 'spec'),
    ...fieldsListAt(spec, 'ports').flatMap((port, index) =>
      keptFields(port, ['number', 'name', 'protocol', 'targetPort'], `spec.ports[${index}]`),
    ),
    ...fieldsListAt(spec, 'endpoints').flatMap((endpoint, index) =>
      keptFields(endpoint, ['address'], `spec.endpoints[${index}]`),
    ),
  ];
}

export const serviceEntry: Assistant<OutsideHost> = {
  about: SERVICE_ENTRY,
  schema: outsideHostSchema,
  read(mesh, target) {
    const object = target.kind === 'object' ? mesh.get(target.id) : null;
    if (object !== null && object.id.kind === 'ServiceEntry') {
      const losses = lossesOf(object.value);
      if (losses.length > 0) return { kind: 'refused', losses };
      return { kind: 'state', state: stateOf(object, mesh), kept: keptOf(fieldsAt(object.value, 'spec')) };
    }
    const namespace = (target.kind === 'object' ? target.id.namespace : target.namespace) ?? '';
    const ports: OutsideHost['ports'] = [{ from: null, number: '443', name: 'tls', protocol: 'TLS' }];
    const fresh = {
      namespace,
      name: '',
      hosts: [],
      ports,
      endpoints: [],
      egress: '',
      origination: NO_ORIGINATION,
    };
    return { kind: 'state', state: { ...fresh, location: 'MESH_EXTERNAL', resolution: 'DNS' }, kept: [] };
  },
  write(state, mesh) {
    if (nameProblems(entryId(state)).length > 0) return [];
    const own = withSpec(mesh, entryId(state), `${NETWORKING}/v1`, (spec) => pruned(specOf(state, spec)));
    const stored = fieldsAt(mesh.get(entryId(state))?.value ?? {}, 'spec');
    return [own, ...egressEdits(state, mesh), ...originationEdits(state, mesh, stored)];
  },
  says(state, mesh) {
    const hosts = state.hosts.filter((host) => host !== '').join(', ') || 'no host yet';
    const ports = state.ports.map(({ number, protocol }) => `${number} (${protocol})`).join(', ');
    const policy = mesh.settings.outboundPolicy;
    return [
      `Callers in the mesh know ${hosts} on ${ports || 'no port'}; its requests get metrics, routes and limits.`,
      policy === 'REGISTRY_ONLY'
        ? 'Without it they may not call it at all (REGISTRY_ONLY).'
        : 'Without it they may call it as well, as unknown traffic (ALLOW_ANY).',
      ...(state.egress === ''
        ? []
        : [
            `Requests leave through ${state.egress}: a Gateway takes them there, and a VirtualService sends them in two legs.`,
          ]),
      ...originationWords(state),
    ];
  },
  problems(state, mesh) {
    const problems: FieldProblem[] = [...nameProblems(entryId(state))];
    const hosts = state.hosts.filter((host) => host !== '');
    if (hosts.length === 0)
      problems.push({ field: 'hosts', message: 'Name a host, such as api.example.com' });
    if (
      state.resolution.startsWith('DNS') &&
      hosts.some((host) => host.includes('*')) &&
      state.endpoints.length === 0
    ) {
      problems.push({
        field: 'resolution',
        message: 'A host with * cannot be looked up; use NONE or DYNAMIC_DNS',
      });
    }
    const others = unaddressed(fieldsAt(mesh.get(entryId(state))?.value ?? {}, 'spec'));
    if (
      state.resolution === 'STATIC' &&
      others.length === 0 &&
      state.endpoints.every((address) => address === '')
    ) {
      problems.push({ field: 'endpoints', message: 'STATIC needs addresses' });
    }
    if ((state.resolution === 'NONE' || state.resolution === 'DYNAMIC_DNS') && state.endpoints.length > 0) {
      problems.push({ field: 'endpoints', message: `${state.resolution} has no endpoints` });
    }
    for (const [index, { number, name }] of state.ports.entries()) {
      if (portOf(number) === null) problems.push({ field: `ports.${index}.number`, message: PORT_MESSAGE });
      if (name === '') problems.push({ field: `ports.${index}.name`, message: 'A port has a name' });
      if (state.ports.findIndex((port) => port.name === name) !== index) {
        problems.push({ field: `ports.${index}.name`, message: `The name ${name} is used twice` });
      }
    }
    problems.push(...originationProblems(state, mesh));
    if (
      state.egress !== '' &&
      (hosts.length !== 1 || state.ports.length !== 1 || hosts.some((host) => host.includes('*')))
    ) {
      problems.push({
        field: 'egress',
        message: 'Through a gateway goes one host on one port here; write an entry for each',
      });
    }
    return problems;
  },
};

/** Services of gateways that requests can leave through, as `name.namespace`. */
export function egressGateways(mesh: MeshObjects): readonly string[] {
  return mesh
    .ofKind('/Service')
    .filter(({ value }) => /egress/.test(textMapAt(fieldsAt(value, 'spec'), 'selector').istio ?? ''))
    .map(({ id }) => `${id.name}.${id.namespace}`)
    .sort();
}
