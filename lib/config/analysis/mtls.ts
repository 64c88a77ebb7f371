/** Which encryption servers accept, as PeerAuthentication says. https://istio.io/latest/docs/reference/config/security/peer_authentication/ */
import { fieldsAt, textAt } from '@/lib/config/simulation/read/fields';
import { labelsInclude } from '@/lib/config/simulation/source-filter';
import type { StoredObject } from '@/lib/config/store';
import { PEER_AUTHENTICATION } from './kinds';
import type { MeshIndex } from './mesh-index';
import type { Labels } from './pods';
import { selectorOf } from './readings';

export type ServerMode = 'STRICT' | 'PERMISSIVE' | 'DISABLE';

export interface ServerPolicy {
  readonly mode: ServerMode;
  /** The object that says so; null = Istio's own default. */
  readonly by: StoredObject | null;
}

/** `mtls.mode` as written; UNSET counts as nothing. */
export function writtenMode(policy: StoredObject): ServerMode | null {
  const mode = textAt(fieldsAt(fieldsAt(policy.value, 'spec'), 'mtls'), 'mode');
  return mode === 'STRICT' || mode === 'PERMISSIVE' || mode === 'DISABLE' ? mode : null;
}

/** The oldest policy without a selector of a namespace, which is the one that counts. */
export function namespacePolicy(mesh: MeshIndex, namespace: string): StoredObject | null {
  return mesh.ofKindIn(PEER_AUTHENTICATION, namespace).find((policy) => selectorOf(policy) === null) ?? null;
}

/** What the pods of a namespace accept: workload, then namespace, then mesh. */
export function serverPolicy(mesh: MeshIndex, namespace: string, labels: Labels | null): ServerPolicy {
  const { rootNamespace } = mesh.settings;
  const own = mesh.ofKindIn(PEER_AUTHENTICATION, namespace);
  const selecting =
    labels === null || namespace === rootNamespace
      ? []
      : own.filter((policy) => {
          const selector = selectorOf(policy);
          return selector !== null && labelsInclude(labels, selector.labels);
        });
  const candidates = [selecting[0], namespacePolicy(mesh, namespace), namespacePolicy(mesh, rootNamespace)];
  for (const policy of candidates) {
    const mode = policy === null || policy === undefined ? null : writtenMode(policy);
    if (policy !== null && policy !== undefined && mode !== null) return { mode, by: policy };
  }
  return { mode: 'PERMISSIVE', by: null };
}
