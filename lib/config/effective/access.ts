/** Who may call and how: PeerAuthentications by level, RequestAuthentications, AuthorizationPolicies by action. */
import {
  type ServerMode,
  type ServerPolicies,
  serverMode,
  serverPolicies,
  ztunnelMode,
} from '@/lib/config/simulation/mtls/server-mode';
import type { AuthorizationPolicy } from '@/lib/config/simulation/read/authorization-policy';
import type { PeerAuthentication } from '@/lib/config/simulation/read/peer-authentication';
import { Reasons } from '@/lib/config/simulation/reasons';
import { boundEntry, boundNamespaces } from './bound';
import {
  applies,
  type EffectiveEntry,
  type EffectiveSection,
  forSome,
  inEffect,
  labelWords,
  leftOut,
  skippedSteps,
} from './entry';
import type { EffectiveMesh, Subject, WorkloadSubject } from './subject';

const PEER = { key: 'peer-authentication', title: 'Encryption asked of callers' } as const;

export function peerSection({ view }: EffectiveMesh, subject: Subject): EffectiveSection {
  const reasons = new Reasons();
  const labels = subject.kind === 'workload' ? subject.workload.labels : {};
  const policies = serverPolicies(view, subject.namespace, labels, reasons);
  const levels = [policies.workload, policies.namespace, policies.mesh].filter((policy) => policy !== null);
  if (subject.kind === 'namespace') {
    const { mode } = serverMode(policies, 0);
    const own = view.peerAuthentications
      .filter(({ namespace, selector }) => namespace === subject.namespace && selector !== null)
      .map(({ id, selector }) =>
        forSome(id, `Only for pods with ${labelWords(selector ?? {})}.`, ['spec', 'selector']),
      );
    const skipped = skippedSteps(reasons.steps).filter(
      ({ id }) => !own.some((entry) => entry.id?.name === id?.name && entry.id?.namespace === id?.namespace),
    );
    const result = modeWords(mode, policies);
    return {
      ...PEER,
      result,
      entries: [...levels.map((one) => levelEntry(one, policies)), ...own, ...skipped],
    };
  }
  const { plane } = subject;
  if (plane !== 'sidecar' && plane !== 'ambient') {
    const why =
      plane === 'none'
        ? 'The workload has no proxy, so nothing demands mTLS of its callers.'
        : `A ${plane} takes what its Gateway object says; PeerAuthentications do not reach it.`;
    const entries = levels.map(({ id }) => leftOut(id, why, ['spec', 'mtls', 'mode']));
    return { ...PEER, result: why, entries };
  }
  const modeAt = (port: number) =>
    plane === 'ambient' ? ztunnelMode(policies, port) : serverMode(policies, port);
  return {
    ...PEER,
    result: `${modeWords(modeAt(0).mode, policies)}${portWords(subject, policies, modeAt)}`,
    entries: inEffect([...levels.map((one) => levelEntry(one, policies)), ...skippedSteps(reasons.steps)]),
  };
}

function modeWords(mode: ServerMode['mode'], policies: ServerPolicies): string {
  const isDefault = [policies.workload, policies.namespace, policies.mesh].every(
    (policy) => policy === null || policy.mode === null,
  );
  const by = isDefault ? ', Istio’s default' : '';
  switch (mode) {
    case 'STRICT':
      return `\`STRICT\`${by}: callers must use mutual TLS.`;
    case 'PERMISSIVE':
      return `\`PERMISSIVE\`${by}: mutual TLS and plain text are both taken.`;
    case 'DISABLE':
      return `\`DISABLE\`${by}: callers send plain text.`;
  }
}

function portWords(
  subject: WorkloadSubject,
  policies: ServerPolicies,
  modeAt: (port: number) => ServerMode,
): string {
  const ports = [...(policies.workload?.ports.keys() ?? [])];
  const known = subject.workload.containerPorts.map(({ port }) => port);
  const words = ports.map(
    (port) =>
      ` Port \`${port}\`: \`${modeAt(port).mode}\`${known.length > 0 && !known.includes(port) ? ' (no container names it)' : ''}.`,
  );
  return words.join('');
}

function levelEntry(policy: PeerAuthentication, policies: ServerPolicies): EffectiveEntry {
  const level =
    policy === policies.workload
      ? `selects the workload by ${labelWords(policy.selector ?? {})}`
      : policy === policies.namespace
        ? 'is the one of the namespace'
        : 'is the one of the mesh';
  const narrower = [policies.workload, policies.namespace, policies.mesh]
    .slice(0, [policies.workload, policies.namespace, policies.mesh].indexOf(policy))
    .find((other) => other !== null && other.mode !== null);
  const path = ['spec', 'mtls', 'mode'];
  if (narrower != null) {
    return leftOut(
      policy.id,
      `It ${level}, and the narrower \`${narrower.name}\` in \`${narrower.namespace}\` says a mode.`,
      path,
    );
  }
  return policy.mode === null
    ? applies(policy.id, `It ${level} and leaves the mode to the wider one.`, path)
    : applies(policy.id, `It ${level} and decides: \`${policy.mode}\`.`, path);
}

export function requestSection({ view }: EffectiveMesh, subject: Subject): EffectiveSection {
  const root = view.settings.rootNamespace;
  const namespaces = boundNamespaces(subject, root);
  const entries = view.requestAuthentications
    .filter(({ namespace }) => namespaces.includes(namespace))
    .map((policy) => onlyL7(boundEntry(policy, subject, root), subject));
  const acting = entries.filter(({ state }) => state !== 'left-out').length;
  return {
    key: 'request-authentication',
    title: 'Tokens that are checked',
    result:
      acting === 0
        ? 'No token is checked: requests with any token or none pass on.'
        : 'A token that is there must be valid for one of them; that there is one at all is what AuthorizationPolicies ask.',
    entries: inEffect(entries),
  };
}

/** ztunnel reads no requests. */
function onlyL7(entry: EffectiveEntry, subject: Subject): EffectiveEntry {
  if (subject.kind !== 'workload' || subject.plane !== 'ambient' || entry.state === 'left-out') return entry;
  return subject.points.some(({ kind }) => kind === 'waypoint')
    ? entry
    : leftOut(entry.id, 'ztunnel reads no requests, and there is no waypoint that would.', entry.path);
}

const ORDER = ['CUSTOM', 'AUDIT', 'DENY', 'ALLOW'] as const;

/** In Envoy's order: CUSTOM, DENY, ALLOW; AUDIT decides nothing. Root namespace first within each. */
export function authorizationSection({ view }: EffectiveMesh, subject: Subject): EffectiveSection {
  const root = view.settings.rootNamespace;
  const namespaces = boundNamespaces(subject, root);
  const policies = namespaces
    .flatMap((namespace) => view.authorizationPolicies.filter((policy) => policy.namespace === namespace))
    .sort((a, b) => ORDER.indexOf(a.action) - ORDER.indexOf(b.action));
  const entries = policies.map((policy) => ({ policy, entry: policyEntry(policy, subject, root) }));
  const acting = entries.filter(({ entry }) => entry.state === 'applies').map(({ policy }) => policy);
  return {
    key: 'authorization',
    title: 'Who may call',
    result: verdictWords(acting.filter(({ isDryRun }) => !isDryRun)),
    entries: inEffect(entries.map(({ entry }) => entry)),
  };
}

function policyEntry(policy: AuthorizationPolicy, subject: Subject, root: string): EffectiveEntry {
  const entry = boundEntry(policy, subject, root);
  const why = `\`${policy.action}\`${policy.isDryRun ? ', a dry run that is only logged' : ''}. ${entry.why}`;
  const isUnknown = policy.action === 'CUSTOM' || policy.action === 'AUDIT';
  if (entry.state === 'applies' && isUnknown && subject.kind === 'workload' && subject.plane === 'ambient') {
    const reachesWaypoint = policy.targets.length > 0;
    if (!reachesWaypoint) {
      return leftOut(policy.id, `\`${policy.action}\` is unknown to ztunnel, so it is not enforced.`, [
        'spec',
        'action',
      ]);
    }
  }
  return { ...entry, why };
}

function verdictWords(acting: readonly AuthorizationPolicy[]): string {
  const has = (action: AuthorizationPolicy['action']) => acting.some((policy) => policy.action === action);
  const first = [
    ...(has('CUSTOM') ? ['an external authorizer is asked first'] : []),
    ...(has('DENY') ? ['what a DENY policy matches is refused'] : []),
  ];
  const last = has('ALLOW')
    ? 'only what an ALLOW policy matches passes'
    : first.length === 0
      ? 'no policy refuses anything: everybody may call'
      : 'everything else passes';
  const words = [...first, last].join(', then ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
