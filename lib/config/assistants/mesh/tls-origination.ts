/**
 * Plain requests to a host outside that a proxy of the mesh encrypts: a DestinationRule with `tls` for the plain ports
 * and the port of the host that they arrive at. https://istio.io/latest/docs/tasks/traffic-management/egress/egress-tls-origination/
 */
import type { FieldProblem, ObjectEdit } from '@/lib/config/assistants/assistant';
import type { MeshObject, MeshObjects } from '@/lib/config/assistants/mesh-objects';
import { isSameValue } from '@/lib/config/assistants/text/same-value';
import { type Fields, fieldsAt, fieldsListAt, numberAt, textAt } from '@/lib/config/simulation/read/fields';
import type { ObjectId } from '@/lib/config/store';
import { filled, PORT_MESSAGE, portOf, pruned, withSpec, written } from './form-object';
import type { OutsideHost, OutsidePort } from './outside-host';

const NETWORKING = 'networking.istio.io';
const PLAIN: ReadonlySet<string> = new Set(['HTTP', 'HTTP2', 'GRPC', 'TCP', 'MONGO']);
const MODES = ['SIMPLE', 'MUTUAL'] as const;

type Origination = OutsideHost['origination'];

/** Ports that callers speak plainly on, so that a proxy can encrypt for them. */
export function plainPorts(ports: readonly OutsidePort[]): readonly OutsidePort[] {
  return ports.filter(({ protocol }) => PLAIN.has(protocol));
}

function ruleOf(mesh: MeshObjects, namespace: string, host: string): MeshObject | null {
  const rules = host === '' ? [] : mesh.destinationRulesOf(host, namespace);
  return rules.find(({ id }) => id.namespace === namespace) ?? null;
}

/** The `tls` that holds for one of the ports, and the port whose own setting it is; null = for all. */
function tlsOf(spec: Fields, numbers: readonly number[]): { tls: Fields; port: number | null } {
  const policy = fieldsAt(spec, 'trafficPolicy');
  const own = fieldsListAt(policy, 'portLevelSettings').find((entry) => {
    const number = numberAt(fieldsAt(entry, 'port'), 'number');
    return entry.tls !== undefined && number !== null && numbers.includes(number);
  });
  if (own === undefined) return { tls: fieldsAt(policy, 'tls'), port: null };
  return { tls: fieldsAt(own, 'tls'), port: numberAt(fieldsAt(own, 'port'), 'number') };
}

export function originationOf(
  mesh: MeshObjects,
  { namespace, hosts, ports }: Pick<OutsideHost, 'namespace' | 'hosts' | 'ports'>,
  entry: Fields,
): Origination {
  const numbers = plainPorts(ports).map(({ number }) => Number(number));
  const rule = ruleOf(mesh, namespace, hosts[0] ?? '');
  const { tls } = tlsOf(fieldsAt(rule?.value ?? {}, 'spec'), numbers);
  const mode = numbers.length === 0 ? undefined : MODES.find((known) => known === textAt(tls, 'mode'));
  const [target] = fieldsListAt(entry, 'ports').flatMap((port) =>
    numbers.includes(numberAt(port, 'number') ?? 0) ? [numberAt(port, 'targetPort')] : [],
  );
  return {
    mode: mode ?? 'NONE',
    credentialName: textAt(tls, 'credentialName') ?? '',
    targetPort: target === undefined || target === null ? '' : String(target),
  };
}

/** `targetPort` of a port of the entry: where encrypted requests arrive. */
export function targetPortFor(state: OutsideHost, port: OutsidePort, before: Fields): unknown {
  const { mode, targetPort } = state.origination;
  const wanted = targetPort === '' ? undefined : Number(targetPort);
  if (!PLAIN.has(port.protocol)) return before.targetPort;
  // The form has one such port; where several plain ports have their own, those stay.
  if (plainPorts(state.ports).length === 1) return wanted;
  return before.targetPort ?? (mode === 'NONE' ? undefined : wanted);
}

/** The rule with the mode, made where there is none; gone where it says nothing else. */
export function originationEdits(
  state: OutsideHost,
  mesh: MeshObjects,
  entry: Fields,
): readonly ObjectEdit[] {
  const [host] = state.hosts;
  if (host === undefined) return [];
  if (isSameValue(originationOf(mesh, state, entry), state.origination)) return [];
  const present = ruleOf(mesh, state.namespace, host);
  const id = present?.id ?? freeId(state, mesh);
  if (state.origination.mode === 'NONE' && present === null) return [];
  const edit = withSpec(mesh, id, `${NETWORKING}/v1`, (spec) => ({
    host,
    ...spec,
    trafficPolicy: policyOf(state, spec, host),
  }));
  const rest = Object.keys(fieldsAt(edit.value ?? {}, 'spec')).filter((name) => name !== 'host');
  return [rest.length === 0 ? { id, value: null } : edit];
}

/** Named after the entry, unless a rule for another host has that name. */
function freeId({ namespace, name }: OutsideHost, mesh: MeshObjects): ObjectId {
  const id = { group: NETWORKING, kind: 'DestinationRule', namespace, name };
  return mesh.get(id) === null ? id : { ...id, name: `${name}-tls` };
}

function policyOf(state: OutsideHost, spec: Fields, host: string): Fields | undefined {
  const policy = fieldsAt(spec, 'trafficPolicy');
  const numbers = plainPorts(state.ports).map(({ number }) => Number(number));
  const { tls: before, port } = tlsOf(spec, numbers);
  const tls = tlsFor(state, before, host);
  if (port === null && policy.tls !== undefined) return nothingOf({ ...policy, tls });
  const settings = fieldsListAt(policy, 'portLevelSettings');
  const numberOf = (entry: Fields) => numberAt(fieldsAt(entry, 'port'), 'number');
  const missing = numbers.filter((number) => !settings.some((entry) => numberOf(entry) === number));
  const all = [...settings, ...missing.map((number): Fields => ({ port: { number } }))].flatMap((entry) => {
    if (!numbers.includes(numberOf(entry) ?? 0)) return [entry];
    const changed = pruned({ ...entry, tls });
    return Object.keys(changed).length === 1 ? [] : [changed];
  });
  return nothingOf({ ...policy, portLevelSettings: filled(all) });
}

function nothingOf(fields: Fields): Fields | undefined {
  const present = pruned(fields);
  return Object.keys(present).length === 0 ? undefined : present;
}

function tlsFor({ origination }: OutsideHost, before: Fields, host: string): Fields | undefined {
  const { mode, credentialName } = origination;
  if (mode === 'NONE') return undefined;
  const sni = host.includes('*') ? undefined : host;
  return pruned({ ...before, mode, sni: before.sni ?? sni, credentialName: written(credentialName) });
}

export function originationWords({ origination, hosts, ports, egress }: OutsideHost): readonly string[] {
  const { mode, targetPort } = origination;
  if (mode === 'NONE') return [];
  const plain = plainPorts(ports).map(({ number }) => number);
  const who = egress === '' ? 'the caller’s proxy' : `the gateway ${egress}`;
  const identity = mode === 'MUTUAL' ? ', with a certificate of its own,' : '';
  return [
    `Callers speak plainly on port ${plain.join(', ')}; ${who} encrypts${identity} and calls ${hosts[0] ?? 'the host'} on port ${targetPort || plain.join(', ')}.`,
  ];
}

export function originationProblems(state: OutsideHost, mesh: MeshObjects): readonly FieldProblem[] {
  const { mode, credentialName, targetPort } = state.origination;
  if (mode === 'NONE') return [];
  const problems: FieldProblem[] = [];
  const at = (field: string, message: string) => problems.push({ field: `origination.${field}`, message });
  if (plainPorts(state.ports).length === 0)
    at('mode', 'Only a plain port, such as HTTP, can be encrypted here');
  if (state.hosts.filter((host) => host !== '').length > 1) {
    at('mode', 'A rule encrypts for one host; write an entry for each');
  }
  if (targetPort !== '' && portOf(targetPort) === null) at('targetPort', PORT_MESSAGE);
  const spec = fieldsAt(ruleOf(mesh, state.namespace, state.hosts[0] ?? '')?.value ?? {}, 'spec');
  const { tls } = tlsOf(
    spec,
    plainPorts(state.ports).map(({ number }) => Number(number)),
  );
  if (mode === 'MUTUAL' && credentialName === '' && tls.clientCertificate === undefined) {
    at('credentialName', 'Name the Secret with the certificate that the host asks for');
  }
  if (credentialName !== '' && state.egress === '' && spec.workloadSelector === undefined) {
    at('credentialName', 'A Secret is read by gateways alone; choose an egress gateway above');
  }
  return problems;
}
