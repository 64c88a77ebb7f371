/** Which workloads a version stands for: those that its subset selects, or with the label `version` where none is defined. */
import type { MeshObjects } from '@/lib/config/assistants/mesh-objects';
import { fieldsAt, fieldsListAt, textAt, textMapAt } from '@/lib/config/simulation/read/fields';

export interface SubsetWorkloads {
  readonly subset: string;
  /** Names of workloads in the service's namespace. */
  readonly workloads: readonly string[];
}

/** Each named subset once. */
export function subsetWorkloads(
  mesh: MeshObjects,
  host: string,
  namespace: string,
  subsets: readonly string[],
): readonly SubsetWorkloads[] {
  const service = mesh.service(host, namespace);
  if (service === null) return [];
  const defined = mesh
    .destinationRulesOf(host, namespace)
    .flatMap(({ value }) => fieldsListAt(fieldsAt(value, 'spec'), 'subsets'));
  const all = mesh.workloadsOf(service);
  return [...new Set(subsets)]
    .filter((subset) => subset !== '')
    .map((subset) => {
      const found = defined.find((entry) => textAt(entry, 'name') === subset);
      const labels = found === undefined ? { version: subset } : textMapAt(found, 'labels');
      const wanted = Object.entries(labels);
      const chosen = all.filter((workload) => wanted.every(([key, value]) => workload.labels[key] === value));
      return { subset, workloads: chosen.map(({ name }) => name) };
    });
}
