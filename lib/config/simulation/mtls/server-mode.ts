/**
 * What a server demands of its callers: PeerAuthentications of the mesh, the namespace and the workload.
 * Source: istio/istio pilot/pkg/security/authn/policy_applier.go (ComposePeerAuthentication); for ztunnel
 * pilot/pkg/serviceregistry/kube/controller/ambient/authorization.go.
 */
import type { MeshView } from '@/lib/config/simulation/mesh-view';
import { perView } from '@/lib/config/simulation/per-view';
import type { MtlsMode, PeerAuthentication } from '@/lib/config/simulation/read/peer-authentication';
import type { Reasons, StepPath } from '@/lib/config/simulation/reasons';
import { labelsInclude } from '@/lib/config/simulation/source-filter';
import type { ObjectId } from '@/lib/config/store';

export interface ServerMode {
  readonly mode: MtlsMode;
  /** The policy that says so; null = Istio's default. */
  readonly object: ObjectId | null;
  readonly path: StepPath;
}

export interface ServerPolicies {
  readonly mesh: PeerAuthentication | null;
  readonly namespace: PeerAuthentication | null;
  readonly workload: PeerAuthentication | null;
}

const MODE_PATH: StepPath = ['spec', 'mtls', 'mode'];

/** The oldest of each level; a selector in the root namespace is ignored. */
export function serverPolicies(
  view: MeshView,
  namespace: string,
  labels: Readonly<Record<string, string>>,
  reasons?: Reasons,
): ServerPolicies {
  const root = view.settings.rootNamespace;
  let mesh: PeerAuthentication | null = null;
  let ofNamespace: PeerAuthentication | null = null;
  let workload: PeerAuthentication | null = null;
  for (const policy of peerAuthenticationsOf(view, root)) {
    if (policy.selector !== null) {
      reasons?.skipped(
        `${named(policy)} is left out: a selector in the root namespace is ignored.`,
        policy.id,
        ['spec', 'selector'],
      );
    } else if (mesh === null) mesh = policy;
    else reasons?.skipped(`${named(policy)} is left out: ${mesh.name} is older.`, policy.id);
  }
  for (const policy of namespace === root ? [] : peerAuthenticationsOf(view, namespace)) {
    if (policy.selector === null) {
      if (ofNamespace === null) ofNamespace = policy;
      else reasons?.skipped(`${named(policy)} is left out: ${ofNamespace.name} is older.`, policy.id);
    } else if (!labelsInclude(labels, policy.selector)) {
      reasons?.skipped(`${named(policy)} selects other pods.`, policy.id, ['spec', 'selector']);
    } else if (workload === null) workload = policy;
    else reasons?.skipped(`${named(policy)} is left out: ${workload.name} is older.`, policy.id);
  }
  return { mesh, namespace: ofNamespace, workload };
}

function named(policy: PeerAuthentication): string {
  return `PeerAuthentication ${policy.name} in ${policy.namespace}`;
}

/** Port first, then workload, namespace, mesh; unset inherits. Default PERMISSIVE. `port` is the container's. */
export function serverMode(policies: ServerPolicies, port: number, reasons?: Reasons): ServerMode {
  const { workload } = policies;
  const ofPort = workload?.ports.get(port) ?? null;
  if (workload !== null && ofPort !== null) {
    return told(workload, ofPort, ['spec', 'portLevelMtls', String(port), 'mode'], reasons);
  }
  for (const policy of [workload, policies.namespace, policies.mesh]) {
    if (policy === null) continue;
    if (policy.mode !== null) return told(policy, policy.mode, MODE_PATH, reasons);
    reasons?.considered(
      `${named(policy)} leaves the mode unset, so the wider policy counts.`,
      policy.id,
      MODE_PATH,
    );
  }
  reasons?.chosen('No PeerAuthentication says a mode: PERMISSIVE, mTLS and plain text are both taken.', null);
  return { mode: 'PERMISSIVE', object: null, path: [] };
}

function told(policy: PeerAuthentication, mode: MtlsMode, path: StepPath, reasons?: Reasons): ServerMode {
  reasons?.chosen(`${named(policy)} says ${mode}.`, policy.id, path);
  return { mode, object: policy.id, path };
}

/**
 * ztunnel knows only "deny callers without identity". Under an inherited STRICT, a port-level DISABLE of a workload
 * policy whose own mode is unset opens the port only together with a PERMISSIVE one.
 */
export function ztunnelMode(policies: ServerPolicies, port: number, reasons?: Reasons): ServerMode {
  const { workload } = policies;
  const inherited = serverMode({ ...policies, workload: null }, port);
  const isShut =
    workload !== null &&
    workload.mode === null &&
    workload.ports.get(port) === 'DISABLE' &&
    inherited.mode === 'STRICT' &&
    ![...workload.ports.values()].includes('PERMISSIVE');
  if (workload !== null && isShut) {
    const path = ['spec', 'portLevelMtls', String(port), 'mode'];
    reasons?.skipped(
      `ztunnel does not take DISABLE of ${named(workload)} as an exception.`,
      workload.id,
      path,
    );
    return inherited;
  }
  return serverMode(policies, port, reasons);
}

const policiesByNamespace = perView((view) =>
  Map.groupBy(view.peerAuthentications, (policy) => policy.namespace),
);

function peerAuthenticationsOf(view: MeshView, namespace: string): readonly PeerAuthentication[] {
  return policiesByNamespace(view).get(namespace) ?? [];
}
