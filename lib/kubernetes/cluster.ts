/** One cluster, as the rest of the console gets it: its store for whoever asks, and how it does. */
import 'server-only';
import type { ConfigStore } from '@/lib/config/store';
import { type ClusterSettings, clusterAccount } from './account';
import { type KubernetesClient, kubernetesClient } from './client';
import { clusterStore } from './store';
import type { WatchTiming } from './timing';
import { UserView } from './user-view';
import { WatchCache } from './watch-cache';

export interface ClusterOptions {
  readonly settings: ClusterSettings;
  /** Namespaces to read where the account may not list them. */
  readonly namespaces: readonly string[];
  readonly readOnly: boolean;
  readonly timing?: WatchTiming;
  /** Objects of one kind that are kept at most. */
  readonly most?: number;
}

export interface Cluster {
  /** Asks by the console's own account; `as` gives others. */
  readonly client: KubernetesClient;
  readonly cache: WatchCache;
  /** null = by the console's own account; else by a user's own token, which sees and may do what that user may. */
  store(token: string | null): ConfigStore;
  /** What a token may read, for what else is limited by it. */
  view(token: string): UserView;
  /** A light call. Throws `Fault` when the API server does not answer or what is shown is out of date. */
  probe(signal?: AbortSignal): Promise<void>;
  close(): void;
}

/** Users whose rights are remembered at the same time. */
const MOST_VIEWS = 200;

/** Begins to read the cluster at once. */
export function openCluster({ settings, namespaces, readOnly, timing, most }: ClusterOptions): Cluster {
  const account = clusterAccount(settings);
  const client = kubernetesClient(account);
  const cache = new WatchCache({
    client,
    namespaces: async () => {
      const own = await account.ownNamespace();
      return own === null ? namespaces : [...namespaces, own];
    },
    ...(timing === undefined ? {} : { timing }),
    ...(most === undefined ? {} : { most }),
  });
  cache.start();
  const views = new Map<string, UserView>();
  const view = (token: string): UserView => {
    const known = views.get(token) ?? new UserView(client.as(token));
    // The one that was asked for last goes last.
    views.delete(token);
    views.set(token, known);
    for (const oldest of views.keys()) {
      if (views.size <= MOST_VIEWS) break;
      views.delete(oldest);
    }
    return known;
  };
  const own = clusterStore({ client, cache, view: null, readOnly });
  return {
    client,
    cache,
    store: (token) =>
      token === null ? own : clusterStore({ client: client.as(token), cache, view: view(token), readOnly }),
    view,
    probe: async (signal) => {
      await client.json({ path: '/version', signal });
      await cache.snapshot(signal);
    },
    close: () => cache.stop(),
  };
}
