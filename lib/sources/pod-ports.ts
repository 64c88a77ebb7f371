/** Pods, their logs, proxies and events, over the API server or what speaks in its place. */
import 'server-only';
import { Agent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { EventPort } from '@/lib/events/port';
import { type KubernetesClient, kubernetesClient } from '@/lib/kubernetes/client';
import { kubernetesEvents } from '@/lib/kubernetes/events';
import { kubernetesPodLogs } from '@/lib/kubernetes/pod-logs';
import { kubernetesPods } from '@/lib/kubernetes/pods';
import { kubernetesProxies } from '@/lib/kubernetes/proxy-admin';
import type { PodLogPort } from '@/lib/logs/port';
import type { PodPort } from '@/lib/mesh/pod';
import type { ProxyPort } from '@/lib/proxies/port';

export interface PodPorts {
  readonly pods: PodPort;
  readonly logs: PodLogPort;
  readonly proxies: ProxyPort;
  /** null = no cluster notes any. */
  readonly events: EventPort | null;
}

export function podPorts(client: KubernetesClient): PodPorts {
  return {
    pods: kubernetesPods(client),
    logs: kubernetesPodLogs(client),
    proxies: kubernetesProxies(client),
    events: kubernetesEvents(client),
  };
}

/** A server at a plain address that answers the API server's paths for pods, without anybody's credential. */
export function podPortsAt(url: URL): PodPorts {
  const agent =
    url.protocol === 'https:' ? new HttpsAgent({ keepAlive: true }) : new Agent({ keepAlive: true });
  const ports = podPorts(
    kubernetesClient({
      title: url.host,
      ownNamespace: async () => null,
      connection: async () => ({ url, headers: {}, agent }),
    }),
  );
  return { ...ports, events: null };
}
