/** Whether an event is about a workload: about itself, or about a pod, ReplicaSet or Job that it makes. */

/** Kinds that make others, whose events are shown with theirs. */
const MAKERS: ReadonlySet<string> = new Set([
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
  'Rollout',
  'ReplicationController',
]);

export function makesOthers(kind: string): boolean {
  return MAKERS.has(kind);
}

/** Kubernetes' own letters for names that it makes up: no vowels, nothing that looks like another (apimachinery: util/rand). */
const MADE = '[bcdfghjklmnpqrstvwxz2456789]';
const HASH = new RegExp(`^-${MADE}{5,10}$`);
const SUFFIX = new RegExp(`^-${MADE}{5}$`);
const HASH_AND_SUFFIX = new RegExp(`^-${MADE}{5,10}-${MADE}{5}$`);
const ORDINAL = /^-\d+$/;

interface Named {
  readonly kind: string;
  readonly name: string;
}

/**
 * By name, since a pod that is gone has events and no owner any more. What is called as if the workload had made it is
 * taken for its own.
 */
export function belongsTo(workload: Named, about: Named): boolean {
  if (about.kind === workload.kind && about.name === workload.name) return true;
  if (!about.name.startsWith(workload.name)) return false;
  const rest = about.name.slice(workload.name.length);
  switch (about.kind) {
    case 'ReplicaSet':
      return isRollingOut(workload.kind) && HASH.test(rest);
    case 'Job':
      return workload.kind === 'CronJob' && ORDINAL.test(rest);
    case 'Pod':
      if (isRollingOut(workload.kind)) return HASH_AND_SUFFIX.test(rest);
      if (workload.kind === 'StatefulSet') return ORDINAL.test(rest);
      if (workload.kind === 'CronJob') return new RegExp(`^-\\d+-${MADE}{5}$`).test(rest);
      return makesOthers(workload.kind) && SUFFIX.test(rest);
    default:
      return false;
  }
}

function isRollingOut(kind: string): boolean {
  return kind === 'Deployment' || kind === 'Rollout';
}
