/** Pods as they run: which of their containers are ready, and why the others are not, in the kubelet's own words. */
import {
  type Fields,
  fieldsAt,
  fieldsListAt,
  flagAt,
  numberAt,
  optionalFieldsAt,
  textAt,
} from '@/lib/mesh/fields';
import type { Labels } from './canonical-names';
import { type InventoryObject, metadataOf } from './object';

export interface PodContainer {
  readonly name: string;
  readonly image: string;
  /** Runs beside the others for as long as the pod lives; an init container that ended does not. */
  readonly ready: boolean;
  readonly restarts: number;
  readonly state: 'running' | 'waiting' | 'terminated' | 'unknown';
  /** `CrashLoopBackOff`, `OOMKilled` …; null while it runs well. */
  readonly reason: string | null;
}

export interface InventoryPod {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly serviceAccount: string | null;
  readonly node: string | null;
  readonly ip: string | null;
  /** `Running`, `Pending` …; null where the object has no status, as in a folder of files. */
  readonly phase: string | null;
  readonly createdSeconds: number | null;
  /** Of those that are meant to run on: native sidecars count, init containers that end do not. */
  readonly containers: readonly PodContainer[];
  /** The condition `Ready`; null where the object has no status. */
  readonly ready: boolean | null;
  /** Why it is not ready, as a sentence; null = it is, or nothing is said. */
  readonly problem: string | null;
}

export function readPod(object: InventoryObject): InventoryPod {
  const { labels, annotations, createdSeconds } = metadataOf(object);
  const spec = fieldsAt(object.value, 'spec');
  const status = optionalFieldsAt(object.value, 'status');
  const containers = containersOf(spec, status ?? {});
  const ready = status === null ? null : conditionIs(status, 'Ready', 'True');
  return {
    namespace: object.id.namespace ?? '',
    name: object.id.name,
    labels,
    annotations,
    serviceAccount: textAt(spec, 'serviceAccountName'),
    node: textAt(spec, 'nodeName'),
    ip: status === null ? null : textAt(status, 'podIP'),
    phase: status === null ? null : textAt(status, 'phase'),
    createdSeconds,
    containers,
    ready,
    problem: status === null || ready === true ? null : problemOf(object.value, status, containers),
  };
}

function containersOf(spec: Fields, status: Fields): readonly PodContainer[] {
  const states = new Map(
    [...fieldsListAt(status, 'containerStatuses'), ...fieldsListAt(status, 'initContainerStatuses')].map(
      (one) => [textAt(one, 'name') ?? '', one],
    ),
  );
  // An init container that is restarted for ever is a sidecar (KEP-753).
  const sidecars = fieldsListAt(spec, 'initContainers').filter(
    (one) => textAt(one, 'restartPolicy') === 'Always',
  );
  return [...fieldsListAt(spec, 'containers'), ...sidecars].map((container) => {
    const name = textAt(container, 'name') ?? '';
    return { name, image: textAt(container, 'image') ?? '', ...stateOf(states.get(name) ?? {}) };
  });
}

function stateOf(status: Fields): Omit<PodContainer, 'name' | 'image'> {
  const state = fieldsAt(status, 'state');
  const waiting = optionalFieldsAt(state, 'waiting');
  const terminated = optionalFieldsAt(state, 'terminated');
  const kind = waiting
    ? 'waiting'
    : terminated
      ? 'terminated'
      : optionalFieldsAt(state, 'running')
        ? 'running'
        : 'unknown';
  return {
    ready: flagAt(status, 'ready'),
    restarts: numberAt(status, 'restartCount') ?? 0,
    state: kind,
    reason: textAt(waiting ?? terminated ?? {}, 'reason'),
  };
}

function conditionIs(status: Fields, type: string, wanted: 'True' | 'False'): boolean {
  return fieldsListAt(status, 'conditions').some(
    (one) => textAt(one, 'type') === type && textAt(one, 'status') === wanted,
  );
}

/** The most telling of what is known, in the order in which a pod comes to life. */
function problemOf(value: Fields, status: Fields, containers: readonly PodContainer[]): string | null {
  const phase = textAt(status, 'phase');
  if (textAt(fieldsAt(value, 'metadata'), 'deletionTimestamp') !== null) return 'It is being deleted.';
  if (phase === 'Succeeded') return null;
  const reason = textAt(status, 'reason');
  if (reason !== null) return sentence(reason, textAt(status, 'message'));
  const unscheduled = fieldsListAt(status, 'conditions').find(
    (one) => textAt(one, 'type') === 'PodScheduled' && textAt(one, 'status') === 'False',
  );
  if (unscheduled !== undefined) {
    return sentence(textAt(unscheduled, 'reason') ?? 'Unschedulable', textAt(unscheduled, 'message'));
  }
  const init = fieldsListAt(status, 'initContainerStatuses').find(
    (one) => !flagAt(one, 'ready') && optionalFieldsAt(fieldsAt(one, 'state'), 'running') === null,
  );
  const waitingInit = init === undefined ? null : stateOf(init).reason;
  if (waitingInit !== null && waitingInit !== 'Completed' && waitingInit !== 'PodInitializing') {
    return `Init container ${textAt(init ?? {}, 'name') ?? ''}: ${waitingInit}.`;
  }
  const stuck = containers.find((one) => !one.ready && one.reason !== null);
  if (stuck !== undefined) return `Container ${stuck.name}: ${stuck.reason}${restartsText(stuck.restarts)}.`;
  const failing = containers.find((one) => !one.ready);
  if (failing !== undefined)
    return `Container ${failing.name} runs, but its readiness probe does not succeed.`;
  return phase === null ? 'It is not ready.' : `It is not ready: ${phase}.`;
}

function restartsText(restarts: number): string {
  if (restarts === 0) return '';
  return restarts === 1 ? ', restarted once' : `, restarted ${restarts} times`;
}

function sentence(reason: string, message: string | null): string {
  const text = message === null || message === '' ? reason : `${reason}: ${message}`;
  return text.endsWith('.') ? text : `${text}.`;
}

export interface ReadyCount {
  readonly ready: number;
  readonly total: number;
}

/** Containers that are ready, of all that run on: the column READY of kubectl. */
export function readyContainers({ containers }: Pick<InventoryPod, 'containers'>): ReadyCount {
  return { ready: containers.filter(({ ready }) => ready).length, total: containers.length };
}
