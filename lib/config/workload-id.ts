/** The object that a workload was read from. */
import type { MeshWorkload } from './simulation/read/workload';
import type { ObjectId } from './store';

const CORE: ReadonlySet<string> = new Set(['Pod', 'ReplicationController']);
const BATCH: ReadonlySet<string> = new Set(['Job', 'CronJob']);
const MACHINES: ReadonlySet<string> = new Set(['WorkloadEntry', 'WorkloadGroup']);

/** A WorkloadEntry that names another workload by its label is found under that name only. */
export function workloadId({
  namespace,
  name,
  kind,
}: Pick<MeshWorkload, 'namespace' | 'name' | 'kind'>): ObjectId {
  return { group: groupOf(kind), kind, namespace, name };
}

function groupOf(kind: string): string {
  if (CORE.has(kind)) return '';
  if (BATCH.has(kind)) return 'batch';
  return MACHINES.has(kind) ? 'networking.istio.io' : 'apps';
}
