/** Subsets that routes send to, defined where they are missing: in the DestinationRule that is there, or in a new one. */
import type { ObjectEdit } from '@/lib/config/assistants/assistant';
import type { MeshObjects } from '@/lib/config/assistants/mesh-objects';
import { isObjectId } from '@/lib/config/identity';
import { fieldsAt, fieldsListAt } from '@/lib/config/simulation/read/fields';
import { NETWORKING } from './route-choice';

export interface WantedSubset {
  readonly host: string;
  /** Empty = the whole service. */
  readonly subset: string;
}

/**
 * Those that no destination rule defines and pods with that label `version` exist for, each once. What else a route
 * names may be defined where this mesh does not show it, and is left to the findings.
 */
export function missingSubsets(
  mesh: MeshObjects,
  namespace: string,
  wanted: readonly WantedSubset[],
): readonly WantedSubset[] {
  const missing = wanted.filter(
    ({ host, subset }) =>
      mesh.versionsOf(host, namespace).includes(subset) && !mesh.subsetsOf(host, namespace).includes(subset),
  );
  const key = ({ host, subset }: WantedSubset) => `${mesh.fullHost(host, namespace)} ${subset}`;
  return [...new Map(missing.map((entry) => [key(entry), entry])).values()];
}

/** `namespace` is that of the routes. A subset is chosen by the label `version`, as is usual. */
export function withSubsets(
  mesh: MeshObjects,
  namespace: string,
  wanted: readonly WantedSubset[],
): readonly ObjectEdit[] {
  const byHost = new Map<string, WantedSubset[]>();
  for (const entry of missingSubsets(mesh, namespace, wanted)) {
    const host = mesh.fullHost(entry.host, namespace);
    byHost.set(host, [...(byHost.get(host) ?? []), entry]);
  }
  return [...byHost.values()].flatMap((entries) => {
    const host = entries[0]?.host ?? '';
    const [present] = mesh.destinationRulesOf(host, namespace);
    const subsets = entries.map(({ subset }) => ({ name: subset, labels: { version: subset } }));
    if (present !== undefined) {
      const spec = fieldsAt(present.value, 'spec');
      const all = [...fieldsListAt(spec, 'subsets'), ...subsets];
      return [{ id: present.id, value: { ...present.value, spec: { ...spec, subsets: all } } }];
    }
    const name = mesh.service(host, namespace)?.name ?? host.split('.')[0] ?? '';
    const id = { group: NETWORKING, kind: 'DestinationRule', namespace, name };
    if (!isObjectId(id)) return [];
    const value = {
      apiVersion: `${NETWORKING}/v1`,
      kind: 'DestinationRule',
      metadata: { name, namespace },
      spec: { host, subsets },
    };
    return [{ id, value }];
  });
}

/** Says which subsets will be made. */
export function subsetWords(
  mesh: MeshObjects,
  namespace: string,
  wanted: readonly WantedSubset[],
): readonly string[] {
  return missingSubsets(mesh, namespace, wanted).map(
    ({ host, subset }) => `Subset ${subset} of ${host} is defined as the pods with version: ${subset}.`,
  );
}
