/** Pods of several clusters: each question goes to the cluster that has the pod, or the object, and lists to all. */
import 'server-only';
import type { FoundEvents } from '@/lib/events/port';
import type { WatchCache } from '@/lib/kubernetes/watch-cache';
import type { PodPorts } from './pod-ports';

export interface ClusterPods {
  readonly ports: PodPorts;
  readonly cache: Pick<WatchCache, 'find'>;
}

const NO_EVENTS: FoundEvents = { events: [], isCut: false };

/** `clusters`: the first answers for what none is known to have. */
export function podPortsOfClusters(clusters: readonly ClusterPods[]): PodPorts {
  const [first] = clusters;
  if (first === undefined) throw new Error('There is no cluster.');
  const having = (group: string, kind: string, namespace: string | null, name: string) =>
    (clusters.find(({ cache }) => cache.find(group, kind, namespace, name) !== null) ?? first).ports;
  const of = ({ namespace, pod }: { readonly namespace: string; readonly pod: string }) =>
    having('', 'Pod', namespace, pod);
  return {
    pods: {
      async pods(namespace, workload, signal) {
        const answers = await Promise.allSettled(
          clusters.map(({ ports }) => ports.pods.pods(namespace, workload, signal)),
        );
        signal?.throwIfAborted();
        const [home] = answers;
        if (home?.status === 'rejected' && answers.every(({ status }) => status === 'rejected'))
          throw home.reason;
        const pods = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
        return [...pods].sort((a, b) => (a.name < b.name ? -1 : 1));
      },
    },
    logs: {
      open: (request, signal) => of(request).logs.open(request, signal),
    },
    proxies: {
      read: (proxy, document, signal) => of(proxy).proxies.read(proxy, document, signal),
      dump: (proxy, dump, signal) => of(proxy).proxies.dump(proxy, dump, signal),
      logLevels: (proxy, kind, signal) => of(proxy).proxies.logLevels(proxy, kind, signal),
      setLogLevel: (proxy, kind, change, signal) =>
        of(proxy).proxies.setLogLevel(proxy, kind, change, signal),
      async synchronisation(signal) {
        const answers = await Promise.allSettled(
          clusters.map(({ ports }) => ports.proxies.synchronisation(signal)),
        );
        signal?.throwIfAborted();
        const [home] = answers;
        if (home?.status === 'rejected' && answers.every(({ status }) => status === 'rejected'))
          throw home.reason;
        const views = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
        return {
          answers: views.flatMap((view) => view.answers),
          silent: views.flatMap((view) => view.silent),
        };
      },
      intended: (proxy, istiod, signal) => of(istiod).proxies.intended(proxy, istiod, signal),
    },
    events: {
      async of(subject, signal) {
        const { group, kind, namespace, name } = subject;
        const { events } = having(group, kind, namespace, name);
        return (await events?.of(subject, signal)) ?? NO_EVENTS;
      },
    },
  };
}
