/** Since when a workload runs: its Deployment comes and goes with the history of configuration. */
import type { WorldWorkload } from '@/demo/world/behaviour';
import { HOME_CLUSTER, workloadKey } from '@/demo/world/workloads';
import type { ObjectValue } from './configuration';
import type { History } from './history';

interface Run {
  /** Unix seconds; the first segment stands for all time before it. */
  readonly fromSeconds: number;
  readonly toSeconds: number;
}

export class Presence {
  /** By `workloadKey`; a workload that no Deployment ever declared (a machine, another cluster's) is always there. */
  readonly #runs = new Map<string, Run[]>();

  constructor({ segments }: History) {
    for (const [index, segment] of segments.entries()) {
      const fromSeconds = index === 0 ? Number.NEGATIVE_INFINITY : segment.fromSeconds;
      const toSeconds = segments[index + 1]?.fromSeconds ?? Number.POSITIVE_INFINITY;
      for (const object of segment.objects) {
        if (object.kind === 'Deployment') this.#note(object, { fromSeconds, toSeconds });
      }
    }
  }

  #note(object: ObjectValue, run: Run): void {
    const { namespace, name, replicas } = deploymentFields(object);
    const key = workloadKey({ namespace, name });
    const runs = this.#runs.get(key) ?? [];
    this.#runs.set(key, runs);
    if (replicas === 0) return;
    const last = runs.at(-1);
    if (last?.toSeconds !== run.fromSeconds) runs.push(run);
    else runs[runs.length - 1] = { ...last, toSeconds: run.toSeconds };
  }

  /** When the run began that an instant lies in, Unix seconds, or -Infinity; null while it does not run. */
  since(workload: WorldWorkload, seconds: number): number | null {
    const runs = workload.cluster === HOME_CLUSTER ? this.#runs.get(workloadKey(workload)) : undefined;
    if (runs === undefined) return Number.NEGATIVE_INFINITY;
    const run = runs.find(({ fromSeconds, toSeconds }) => seconds >= fromSeconds && seconds < toSeconds);
    return run?.fromSeconds ?? null;
  }
}

function deploymentFields(object: ObjectValue): { namespace: string; name: string; replicas: number } {
  const { metadata, spec } = object as {
    readonly metadata?: { readonly namespace?: string; readonly name?: string };
    readonly spec?: { readonly replicas?: number };
  };
  return {
    namespace: metadata?.namespace ?? 'default',
    name: metadata?.name ?? '',
    replicas: spec?.replicas ?? 1,
  };
}
