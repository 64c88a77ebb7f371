/** The credentials that a Gateway's servers name, and the namespaces in which its workloads look for them. */
import type { MeshIndex } from '@/lib/config/analysis/mesh-index';
import { podsAnywhereWith } from '@/lib/config/analysis/pods';
import { istioGatewayOf } from '@/lib/config/analysis/readings';
import { fieldsAt, fieldsListAt, textAt, textsAt } from '@/lib/config/simulation/read/fields';
import type { StoredObject } from '@/lib/config/store';
import type { ObjectPath } from '@/lib/config/yaml/positions';

export interface NamedCredential {
  readonly name: string;
  readonly path: ObjectPath;
  readonly mode: string;
}

/** Those that are read from a Secret of the workload's namespace; references to other places are left out. */
export function credentialsOf(gateway: StoredObject): readonly NamedCredential[] {
  return fieldsListAt(fieldsAt(gateway.value, 'spec'), 'servers').flatMap((server, index) => {
    const tls = fieldsAt(server, 'tls');
    const path = ['spec', 'servers', index, 'tls'];
    const single = textAt(tls, 'credentialName');
    const named = [
      ...(single === null ? [] : [{ name: single, path: [...path, 'credentialName'] as ObjectPath }]),
      ...textsAt(tls, 'credentialNames').map((name, at) => ({
        name,
        path: [...path, 'credentialNames', at] as ObjectPath,
      })),
    ];
    const mode = textAt(tls, 'mode') ?? '';
    return named
      .filter(({ name }) => name !== '' && !name.includes('://') && !name.startsWith('builtin'))
      .map((entry) => ({ ...entry, mode }));
  });
}

/** Namespaces of the gateway's workloads. */
export function workloadNamespaces(gateway: StoredObject, mesh: MeshIndex): readonly string[] {
  const pods = podsAnywhereWith(mesh, istioGatewayOf(gateway).selector);
  return [...new Set(pods.map(({ id }) => id.namespace ?? ''))];
}
