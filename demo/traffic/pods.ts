/**
 * Which pod of a workload runs when. Pods are replaced every few hours, the bad release comes and goes with new
 * pods, and one container keeps restarting. A counter begins at zero with each of these.
 */
import type { WorldWorkload } from '@/demo/world/behaviour';
import { INCIDENT_WORKLOAD, workloadKey } from '@/demo/world/workloads';
import { hashText, mix } from './chance';
import { INCIDENT } from './time';

export interface PodLife {
  readonly pod: string;
  readonly node: string;
  readonly ip: string;
  /** When its counters began, Unix seconds. */
  readonly sinceSeconds: number;
  /** How often its container was killed since the pod began; null = it never is. */
  readonly restarts: number | null;
}

/** Letters of Kubernetes' generated names; none of them spell words. */
const SAFE = 'bcdfghjklmnpqrstvwxz2456789';
const SHORTEST_LIFE_SECONDS = 3 * 3600;
/** No pod lives longer than this; older history is never needed. */
export const LONGEST_LIFE_SECONDS = 9 * 3600;
/** This one leaks memory and is killed again and again; the pod stays, its counters do not. */
const RESTARTING = { workload: 'shop/email-v2', everySeconds: 47 * 60 } as const;

/** The pod in `slot` (0-based) of a workload at an instant, Unix seconds. */
export function podAt(workload: WorldWorkload, slot: number, seconds: number): PodLife {
  const key = workloadKey(workload);
  const seed = mix(hashText(key), slot);
  const lifeSeconds = SHORTEST_LIFE_SECONDS + (seed % (LONGEST_LIFE_SECONDS - SHORTEST_LIFE_SECONDS));
  const offset = mix(seed, 1) % lifeSeconds;
  const generation = Math.floor((seconds - offset) / lifeSeconds);
  let sinceSeconds = offset + generation * lifeSeconds;
  let rollout = 0;
  if (key === INCIDENT_WORKLOAD) {
    const last = lastRollout(seconds);
    sinceSeconds = Math.max(sinceSeconds, last.atSeconds);
    rollout = last.number;
  }
  const pod = podName(workload, mix(hashText(key), rollout), mix(mix(seed, generation), rollout));
  let restarts: number | null = null;
  if (key === RESTARTING.workload) {
    const { everySeconds } = RESTARTING;
    restarts = Math.floor(seconds / everySeconds) - Math.floor(sinceSeconds / everySeconds);
    sinceSeconds = Math.max(sinceSeconds, Math.floor(seconds / everySeconds) * everySeconds);
  }
  const third = mix(seed, generation) % 3;
  const ip = workload.name.endsWith('-vm')
    ? '10.20.0.7'
    : `10.244.${third}.${10 + (mix(seed, generation + rollout) % 240)}`;
  return { pod, node: `node-${third + 1}`, ip, sinceSeconds, restarts };
}

/** The bad build goes out and comes back: two rollouts in each cycle. */
function lastRollout(seconds: number): { atSeconds: number; number: number } {
  const cycle = Math.floor(seconds / INCIDENT.everySeconds);
  const begins = cycle * INCIDENT.everySeconds + INCIDENT.beginsAtSeconds;
  const ends = begins + INCIDENT.lastsSeconds;
  if (seconds >= ends) return { atSeconds: ends, number: 2 * cycle + 1 };
  if (seconds >= begins) return { atSeconds: begins, number: 2 * cycle };
  return { atSeconds: ends - INCIDENT.everySeconds, number: 2 * cycle - 1 };
}

function podName(workload: WorldWorkload, replicaSet: number, own: number): string {
  if (workload.name.endsWith('-vm')) return workload.name;
  // A DaemonSet's pods carry no ReplicaSet in their names.
  if (workload.name === 'ztunnel') return `${workload.name}-${letters(own, 5)}`;
  return `${workload.name}-${letters(replicaSet, 10)}-${letters(own, 5)}`;
}

function letters(seed: number, count: number): string {
  let text = '';
  for (let index = 0; index < count; index += 1) text += SAFE[mix(seed, index) % SAFE.length] ?? '';
  return text;
}
