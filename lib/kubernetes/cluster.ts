/** One cluster, as the rest of the console gets it: its store for whoever asks, and how it does. */
import 'server-only';
import type { SchemaPort } from '@/lib/config/cluster-schema/port';
import type { ManagersPort } from '@/lib/config/managers/port';
import type { ConfigStore } from '@/lib/config/store';
import { type ClusterSettings, clusterAccount } from './account';
import { type KubernetesClient, kubernetesClient, type ObserveCall } from './client';
import { objectManagers } from './object-managers';
import { servedSchemas } from './served-schemas';
import { clusterStore } from './store';
import type { WatchTiming } from './timing';
import { UserView } from './user-view';
import { WatchCache } from './watch-cache';

export interface ClusterOptions {
  readonly settings: ClusterSettings;
  /** Where there are several; messages call it so. */
  readonly name?: string;
  /** Namespaces to read where the account may not list them. */
  readonly namespaces: readonly string[];
  readonly readOnly: boolean;
  readonly observe?: ObserveCall;
  readonly timing?: WatchTiming;
  /** Objects of one kind that are kept at most. */
  readonly most?: number;
}

export interface Cluster {
  /** Asks by the console's own account; `as` gives others. */
  readonly client: KubernetesClient;
  readonly cache: WatchCache;
  /** Of the kinds that it serves. */
  readonly schemas: SchemaPort;
  /** null = by the console's own account; else by a user's own token, which sees and may do what that user may. */
  store(token: string | null): ConfigStore;
  /** Of the fields of its objects; null = by the console's own account. */
  managers(token: string | null): ManagersPort;
  /** What a token may read, for what else is limited by it. */
  view(token: string): UserView;
  /** Of the account; null where it has none. Throws `Fault` when the account cannot be read. */
  ownNamespace(): Promise<string | null>;
  /** A light call. Throws `Fault` when the API server does not answer or what is shown is out of date. */
  probe(signal?: AbortSignal): Promise<void>;
  close(): void;
}

/** Users who are remembered at the same time. */
const MOST_USERS = 200;

/** Begins to read the cluster at once. */
export function openCluster(options: ClusterOptions): Cluster {
  const { settings, namespaces, readOnly, observe, timing, most } = options;
  const account = clusterAccount(settings, options.name);
  const client = kubernetesClient(account, observe);
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
  const own = clusterStore({ client, cache, view: null, readOnly });
  const users = new Users((token) => {
    const asUser = client.as(token);
    const view = new UserView(asUser);
    return { view, store: clusterStore({ client: asUser, cache, view, readOnly }) };
  });
  return {
    client,
    cache,
    schemas: servedSchemas(client),
    store: (token) => (token === null ? own : users.of(token).store),
    managers: (token) => objectManagers(token === null ? client : client.as(token), cache),
    view: (token) => users.of(token).view,
    ownNamespace: () => account.ownNamespace(),
    probe: async (signal) => {
      await client.json({ path: '/version', signal });
      await cache.snapshot(signal);
    },
    close: () => cache.stop(),
  };
}

interface User {
  readonly view: UserView;
  readonly store: ConfigStore;
}

/** By token: what is worked out for one user's view of the cluster is found again at the next request. */
class Users {
  readonly #make: (token: string) => User;
  readonly #known = new Map<string, User>();

  constructor(make: (token: string) => User) {
    this.#make = make;
  }

  of(token: string): User {
    const user = this.#known.get(token) ?? this.#make(token);
    // Whoever asked last goes last.
    this.#known.delete(token);
    this.#known.set(token, user);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= MOST_USERS) break;
      this.#known.delete(oldest);
    }
    return user;
  }
}
