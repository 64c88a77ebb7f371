/**
 * A cluster as the store of configuration: lists come from the watch cache, single objects and writes go to the API
 * server, by the console's own account or by a user's own token.
 */
import 'server-only';
import { renderLargeText } from '@/lib/config/assess-thread/render-large-text';
import { objectName } from '@/lib/config/identity';
import type { ConfigSnapshot, ConfigStore, ObjectId, StoredObject } from '@/lib/config/store';
import { Fault } from '@/lib/mesh/fault';
import type { KubernetesClient } from './client';
import { isSameContent } from './cluster-object';
import type { Discovery } from './discovery';
import type { UserView } from './user-view';
import type { WatchCache } from './watch-cache';
import { ClusterWrites } from './writes';

export interface ClusterStoreOptions {
  /** Asks as whoever the store is for. */
  readonly client: KubernetesClient;
  readonly cache: WatchCache;
  /** null = the console's own account, which sees all that the cache has. */
  readonly view: UserView | null;
  /** True refuses every write before the API server is asked. */
  readonly readOnly: boolean;
}

export function clusterStore(options: ClusterStoreOptions): ConfigStore {
  return new ClusterStore(options);
}

class ClusterStore implements ConfigStore {
  readonly #options: ClusterStoreOptions;
  readonly #writes: ClusterWrites;

  constructor(options: ClusterStoreOptions) {
    this.#options = options;
    this.#writes = new ClusterWrites(options.client, () => this.#discovery());
  }

  async list(signal?: AbortSignal): Promise<ConfigSnapshot> {
    const { cache, view } = this.#options;
    const snapshot = await cache.snapshot(signal);
    const { objects, gaps } = view === null ? snapshot : await view.filtered(snapshot, signal);
    return { objects, unreadable: [], gaps };
  }

  async get(id: ObjectId, signal?: AbortSignal): Promise<StoredObject> {
    refuseSecrets(id);
    const object = await this.#read(id, signal);
    await renderLargeText(object, signal);
    return object;
  }

  /** As it is now. Where the API server does not answer, the console's own account gets what was known last. */
  async #read(id: ObjectId, signal: AbortSignal | undefined): Promise<StoredObject> {
    const { cache, view } = this.#options;
    try {
      return await this.#writes.read(id, cache.versionOf(id.group, id.kind), signal);
    } catch (error) {
      const known =
        view === null && isAway(error) ? cache.find(id.group, id.kind, id.namespace, id.name) : null;
      if (known === null) throw error;
      return known;
    }
  }

  async rehearse(
    id: ObjectId,
    text: string | null,
    baseVersion: string | null,
    signal?: AbortSignal,
  ): Promise<void> {
    this.#refuse(id);
    if (text !== null) await this.#writes.rehearse(id, text, baseVersion, signal);
    else await this.#writes.rehearseRemoval(id, baseVersion ?? '', signal);
  }

  async save(
    id: ObjectId,
    text: string,
    baseVersion: string | null,
    signal?: AbortSignal,
  ): Promise<StoredObject> {
    this.#refuse(id);
    const saved = await this.#writes.save(id, text, baseVersion, signal);
    const { cache } = this.#options;
    const version = cache.versionOf(id.group, id.kind);
    if (version === null) {
      await renderLargeText(saved);
      return saved;
    }
    const isSameForm = saved.apiVersion.endsWith(`/${version}`) || saved.apiVersion === version;
    // Kept, and from here on shown, in the version that the cache reads.
    const kept = isSameForm ? saved : await this.#writes.read(id, version, signal).catch(() => null);
    if (kept !== null) cache.put(kept);
    await renderLargeText(kept ?? saved);
    return kept ?? saved;
  }

  async remove(id: ObjectId, baseVersion: string, signal?: AbortSignal): Promise<void> {
    this.#refuse(id);
    const removed = await this.#writes.remove(id, baseVersion, signal);
    if (removed !== null) this.#options.cache.drop(removed);
  }

  isSameContent(some: string, other: string): boolean {
    return isSameContent(some, other);
  }

  async #discovery(): Promise<Discovery> {
    const { cache } = this.#options;
    if (cache.discovery === null) await cache.replan();
    if (cache.discovery !== null) return cache.discovery;
    throw (
      cache.problem ??
      new Fault('source-unreachable', 'The API server has not answered yet.', {
        source: 'kubernetes',
        hint: 'Try again in a moment.',
      })
    );
  }

  #refuse(id: ObjectId): void {
    refuseSecrets(id);
    if (!this.#options.readOnly) return;
    throw new Fault('read-only', `${objectName(id)} was not changed: this server only reads configuration.`, {
      source: 'kubernetes',
      hint: 'Writing is switched off by PERIPLUS_READ_ONLY.',
    });
  }
}

function refuseSecrets(id: ObjectId): void {
  if (id.group !== '' || id.kind !== 'Secret') return;
  throw new Fault(
    'forbidden',
    `${objectName(id)} is not shown: the console neither reads nor writes Secrets.`,
    {
      source: 'kubernetes',
      hint: 'Use kubectl for what is secret.',
    },
  );
}

function isAway(error: unknown): boolean {
  return error instanceof Fault && (error.code === 'source-unreachable' || error.code === 'source-timeout');
}
