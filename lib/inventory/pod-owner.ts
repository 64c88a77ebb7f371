/** To which workload a pod belongs, by its name alone: metrics name pods, and not every source holds them. */

/** Kubernetes' generated endings, the longest first (k8s.io/apimachinery/pkg/util/rand: no vowels, no 0, 1 and 3). */
const ENDINGS: readonly RegExp[] = [
  // Deployment, by way of its ReplicaSet.
  /-[bcdfghjklmnpqrstvwxz2456789]{1,10}-[bcdfghjklmnpqrstvwxz2456789]{5}$/,
  // CronJob, by way of its Job.
  /-\d{6,}-[bcdfghjklmnpqrstvwxz2456789]{5}$/,
  // DaemonSet, ReplicaSet, Job.
  /-[bcdfghjklmnpqrstvwxz2456789]{5}$/,
  // StatefulSet.
  /-\d+$/,
  // A pod by itself.
  /$/,
];

/** The name among `workloads` (of the pod's namespace) that the pod's begins with; null where none fits. */
export function ownerOfPod(pod: string, workloads: ReadonlySet<string>): string | null {
  for (const ending of ENDINGS) {
    const name = pod.replace(ending, '');
    if ((name !== pod || ending.source === '$') && workloads.has(name)) return name;
  }
  return null;
}
