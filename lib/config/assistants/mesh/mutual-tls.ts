/** PeerAuthentication: which connections pods take, and what that does to the connections of the mesh. */
import { z } from 'zod';
import { MUTUAL_TLS } from '@/lib/config/assistants/about';
import {
  type Assistant,
  BREAKS,
  type FieldProblem,
  type Loss,
  type ObjectEdit,
} from '@/lib/config/assistants/assistant';
import type { MeshObject, MeshObjects } from '@/lib/config/assistants/mesh-objects';
import { mtlsMatrix } from '@/lib/config/simulation/mtls/matrix';
import { type Fields, fieldsAt, fieldsListAt, isFields, textAt } from '@/lib/config/simulation/read/fields';
import type { ObjectId } from '@/lib/config/store';
import {
  keptFields,
  labelRows,
  labelsSchema,
  matchLabels,
  nameProblems,
  PORT_MESSAGE,
  portOf,
  selectorFor,
  withSpec,
} from './form-object';

export const MTLS_MODES = ['UNSET', 'STRICT', 'PERMISSIVE', 'DISABLE'] as const;

const schema = z.object({
  scope: z.enum(['mesh', 'namespace', 'workload']),
  namespace: z.string(),
  name: z.string(),
  labels: labelsSchema,
  mode: z.enum(MTLS_MODES),
  ports: z.array(z.object({ port: z.string(), mode: z.enum(MTLS_MODES) })),
});
export type MutualTls = z.infer<typeof schema>;

const SECURITY = 'security.istio.io';

function idOf(state: MutualTls, mesh: MeshObjects): ObjectId {
  const namespace = state.scope === 'mesh' ? mesh.settings.rootNamespace : state.namespace;
  return { group: SECURITY, kind: 'PeerAuthentication', namespace, name: state.name };
}

function modeOf(fields: Fields): MutualTls['mode'] {
  const written = textAt(fields, 'mode');
  return MTLS_MODES.find((mode) => mode === written) ?? 'UNSET';
}

function stateOf({ id, value }: MeshObject, mesh: MeshObjects): MutualTls {
  const spec = fieldsAt(value, 'spec');
  const labels = matchLabels(spec);
  const isRoot = id.namespace === mesh.settings.rootNamespace;
  return {
    scope: labels.length > 0 ? 'workload' : isRoot ? 'mesh' : 'namespace',
    namespace: id.namespace ?? '',
    name: id.name,
    labels,
    mode: modeOf(fieldsAt(spec, 'mtls')),
    ports: Object.entries(fieldsAt(spec, 'portLevelMtls')).map(([port, entry]) => ({
      port,
      mode: modeOf(entry as Fields),
    })),
  };
}

function lossesOf(value: Fields): readonly Loss[] {
  const spec = fieldsAt(value, 'spec');
  if (fieldsAt(spec, 'selector').matchExpressions === undefined) return [];
  const because = 'the form selects pods by labels only';
  return [{ path: 'spec.selector.matchExpressions', because }];
}

/** As it stands where it means the same: `{}` is UNSET too. */
function modeFields(mode: MutualTls['mode'], before: unknown): unknown {
  if (isFields(before) && modeOf(before) === mode) return before;
  return mode === 'UNSET' ? undefined : { mode };
}

function edit(state: MutualTls, mesh: MeshObjects): ObjectEdit {
  return withSpec(mesh, idOf(state, mesh), `${SECURITY}/v1`, (spec) => ({
    ...spec,
    selector: state.scope === 'workload' ? selectorFor(state.labels) : undefined,
    mtls: modeFields(state.mode, spec.mtls),
    portLevelMtls:
      state.scope === 'workload' && state.ports.length > 0
        ? Object.fromEntries(
            state.ports.map(({ port, mode }) => [
              port,
              modeFields(mode, fieldsAt(spec, 'portLevelMtls')[port]) ?? { mode },
            ]),
          )
        : undefined,
  }));
}

/** Connections that break, one sentence for each group of servers; those that broke before already are not among them. */
export function newBreaks(before: MeshObjects, after: MeshObjects): readonly string[] {
  const known = new Set(brokenGroups(before).flatMap(connectionsOf));
  return brokenGroups(after).flatMap((group) => {
    const isNew = (caller: Caller, server: Server) => !known.has(connectionOf(caller, server));
    const callers = group.callers.filter((caller) => group.servers.some((server) => isNew(caller, server)));
    const servers = group.servers.filter((server) => group.callers.some((caller) => isNew(caller, server)));
    const [first] = servers;
    if (first === undefined) return [];
    const who =
      callers.length === 1 ? callers[0]?.name : `${callers.length} workloads such as ${callers[0]?.name}`;
    const more = servers.length - 1;
    const where = more === 0 ? '' : ` and ${more} more ${more === 1 ? 'port' : 'ports'}`;
    return [`${who} → ${first.host}:${first.port}${where}: ${group.why}`];
  });
}

type Matrix = ReturnType<typeof mtlsMatrix>;
type Caller = Matrix['clients'][number]['workloads'][number];
type Server = Matrix['rows'][number]['servers'][number];

interface BrokenGroup {
  readonly callers: readonly Caller[];
  readonly servers: readonly Server[];
  readonly why: string;
}

/** The matrix puts together whoever is treated alike, so that its groups are others after a change: connections are compared. */
function brokenGroups(mesh: MeshObjects): readonly BrokenGroup[] {
  const { clients, rows } = mtlsMatrix(mesh.view);
  return rows.flatMap(({ servers, cells }) =>
    cells.flatMap(({ breaks }, index) => {
      const callers = clients[index]?.workloads ?? [];
      return breaks === null || callers.length === 0 ? [] : [{ callers, servers, why: breaks }];
    }),
  );
}

function connectionsOf({ callers, servers }: BrokenGroup): readonly string[] {
  return callers.flatMap((caller) => servers.map((server) => connectionOf(caller, server)));
}

function connectionOf({ namespace, name }: Caller, { host, port }: Server): string {
  return `${namespace}/${name} ${host}:${port}`;
}

/** DestinationRules whose TLS mode does not fit what the pods take. */
function contradictions(state: MutualTls, mesh: MeshObjects): readonly string[] {
  const unfit = state.mode === 'STRICT' ? 'DISABLE' : state.mode === 'DISABLE' ? 'ISTIO_MUTUAL' : null;
  if (unfit === null) return [];
  return mesh.ofKind('networking.istio.io/DestinationRule').flatMap(({ id, value }) => {
    const spec = fieldsAt(value, 'spec');
    const host = mesh.service(textAt(spec, 'host') ?? '', id.namespace ?? '');
    const isMeant =
      state.scope === 'mesh' ||
      (host !== null && host.namespace === state.namespace && selects(state, mesh, host.host));
    const policies = [spec, ...fieldsListAt(spec, 'subsets')].map((holder) =>
      fieldsAt(holder, 'trafficPolicy'),
    );
    const modes = policies.flatMap((policy) => [
      textAt(fieldsAt(policy, 'tls'), 'mode'),
      ...fieldsListAt(policy, 'portLevelSettings').map((port) => textAt(fieldsAt(port, 'tls'), 'mode')),
    ]);
    if (!isMeant || !modes.includes(unfit)) return [];
    return [
      `DestinationRule ${id.namespace}/${id.name} says ${unfit} to callers of ${textAt(spec, 'host')}; that contradicts ${state.mode}.`,
    ];
  });
}

function selects(state: MutualTls, mesh: MeshObjects, host: string): boolean {
  if (state.scope !== 'workload') return true;
  const service = mesh.service(host, state.namespace);
  const workloads = service === null ? [] : mesh.workloadsOf(service);
  return workloads.some(({ labels }) => state.labels.every(({ key, value }) => labels[key] === value));
}

const WORDS: Readonly<Record<MutualTls['mode'], string>> = {
  UNSET: 'take what the wider policy says',
  STRICT: 'take mutual TLS only',
  PERMISSIVE: 'take mutual TLS and plain text',
  DISABLE: 'take plain text only',
};

export const mutualTls: Assistant<MutualTls> = {
  about: MUTUAL_TLS,
  schema,
  read(mesh, target) {
    const object = target.kind === 'object' ? mesh.get(target.id) : null;
    if (object !== null && object.id.kind === 'PeerAuthentication') {
      const losses = lossesOf(object.value);
      if (losses.length > 0) return { kind: 'refused', losses };
      const known = ['selector', 'mtls', 'portLevelMtls'];
      const kept = keptFields(fieldsAt(object.value, 'spec'), known, 'spec');
      return { kind: 'state', state: stateOf(object, mesh), kept };
    }
    const namespace = (target.kind === 'object' ? target.id.namespace : target.namespace) ?? '';
    const service = target.kind === 'service' ? mesh.service(target.name, target.namespace) : null;
    const labels = service?.endpoints.kind === 'selector' ? labelRows(service.endpoints.labels) : [];
    const isWorkload = labels.length > 0;
    const name = target.kind === 'service' ? target.name : 'default';
    const scope = isWorkload ? 'workload' : 'namespace';
    return { kind: 'state', state: { scope, namespace, name, labels, mode: 'STRICT', ports: [] }, kept: [] };
  },
  write: (state, mesh) => (nameProblems(idOf(state, mesh)).length > 0 ? [] : [edit(state, mesh)]),
  says(state, mesh) {
    if (idOf(state, mesh).namespace === '') return ['Choose a namespace.'];
    const { value, id } = edit(state, mesh);
    const who =
      state.scope === 'mesh'
        ? 'All pods of the mesh'
        : state.scope === 'namespace'
          ? `Pods in ${state.namespace}`
          : `Pods in ${state.namespace} with ${state.labels.map(({ key, value: text }) => `${key}=${text}`).join(', ')}`;
    const after = mesh.with([{ id, version: '', value: value ?? {} }]);
    const breaks = newBreaks(mesh, after);
    return [
      `${who} ${WORDS[state.mode]}.`,
      ...state.ports.map(({ port, mode }) => `On port ${port} they ${WORDS[mode]}.`),
      ...contradictions(state, mesh),
      ...(breaks.length === 0
        ? ['No connection of the mesh breaks that works today.']
        : breaks.slice(0, 8).map((text) => `${BREAKS}${text}`)),
      ...(breaks.length > 8 ? [`${BREAKS}${breaks.length - 8} more.`] : []),
    ];
  },
  problems(state, mesh) {
    const problems: FieldProblem[] = [...nameProblems(idOf(state, mesh))];
    if (state.scope === 'workload' && selectorFor(state.labels) === undefined) {
      problems.push({ field: 'labels', message: 'Name a label of the pods' });
    }
    for (const [index, { port }] of state.ports.entries()) {
      if (portOf(port) === null) problems.push({ field: `ports.${index}.port`, message: PORT_MESSAGE });
    }
    return problems;
  },
};
