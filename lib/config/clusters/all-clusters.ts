/**
 * Several clusters as one store. Lists hold the objects of all, each with the name of its cluster; one that does not
 * answer is told as a gap and hides no other. Everything about one object goes to the cluster that its id names, or to
 * the first where it names none.
 */

import type {
  ClusterPart,
  ConfigGap,
  ConfigSnapshot,
  ConfigStore,
  ObjectId,
  StoredObject,
} from '@/lib/config/store';
import { Fault } from '@/lib/mesh/fault';

export function allClusters(clusters: readonly ClusterPart[]): ConfigStore {
  return new AllClusters(clusters);
}

/** What each cluster gave last, and the list that was made of it. */
interface Joined {
  readonly of: readonly (readonly StoredObject[] | null)[];
  readonly objects: readonly StoredObject[];
}

class AllClusters implements ConfigStore {
  readonly clusters: readonly ClusterPart[];
  #joined: Joined | null = null;
  /** A list is asked for again and again; the same object stays the same object. */
  readonly #named = new WeakMap<StoredObject, StoredObject>();

  constructor(clusters: readonly ClusterPart[]) {
    this.clusters = clusters;
  }

  /** Throws what the first cluster throws where none answers. */
  async list(signal?: AbortSignal): Promise<ConfigSnapshot> {
    const answers = await Promise.allSettled(this.clusters.map(({ store }) => store.list(signal)));
    signal?.throwIfAborted();
    const [first] = answers;
    if (answers.every(({ status }) => status === 'rejected') && first?.status === 'rejected')
      throw first.reason;
    const snapshots = answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : null));
    return {
      objects: this.#join(snapshots.map((snapshot) => snapshot?.objects ?? null)),
      unreadable: snapshots.flatMap((snapshot) => snapshot?.unreadable ?? []),
      gaps: this.clusters.flatMap(({ name }, at) => {
        const answer = answers[at];
        if (answer?.status === 'rejected') return [silent(name, answer.reason)];
        return (snapshots[at]?.gaps ?? []).map((gap) => ({
          ...gap,
          message: `Cluster ${name}: ${gap.message}`,
        }));
      }),
    };
  }

  async get(id: ObjectId, signal?: AbortSignal): Promise<StoredObject> {
    return this.#withName(await this.#of(id).store.get(bare(id), signal), this.#of(id).name);
  }

  rehearse(id: ObjectId, text: string | null, base: string | null, signal?: AbortSignal): Promise<void> {
    return this.#of(id).store.rehearse(bare(id), text, base, signal);
  }

  async save(id: ObjectId, text: string, base: string | null, signal?: AbortSignal, author?: string) {
    const { name, store } = this.#of(id);
    return this.#withName(await store.save(bare(id), text, base, signal, author), name);
  }

  remove(id: ObjectId, base: string, signal?: AbortSignal, author?: string): Promise<void> {
    return this.#of(id).store.remove(bare(id), base, signal, author);
  }

  isSameContent(some: string, other: string): boolean {
    return this.clusters[0]?.store.isSameContent?.(some, other) ?? some === other;
  }

  #of({ cluster }: ObjectId): ClusterPart {
    const found =
      cluster === undefined ? this.clusters[0] : this.clusters.find(({ name }) => name === cluster);
    if (found !== undefined) return found;
    throw new Fault('not-found', `No cluster ${cluster} is connected.`, {
      source: 'kubernetes',
      hint: `These are: ${this.clusters.map(({ name }) => name).join(', ')}.`,
    });
  }

  /** The same list as long as no cluster has another one. */
  #join(of: Joined['of']): readonly StoredObject[] {
    const before = this.#joined;
    if (before?.of.every((objects, at) => objects === of[at])) return before.objects;
    const objects = of.flatMap((own, at) => {
      const { name } = this.clusters[at] ?? { name: '' };
      return (own ?? []).map((object) => this.#withName(object, name));
    });
    this.#joined = { of, objects };
    return objects;
  }

  #withName(object: StoredObject, cluster: string): StoredObject {
    const known = this.#named.get(object);
    if (known !== undefined) return known;
    const named = inCluster(object, cluster);
    this.#named.set(object, named);
    return named;
  }
}

/** The object under an id that names its cluster. Its text is made when it is asked for, as it was before. */
export function inCluster(object: StoredObject, cluster: string): StoredObject {
  const { id, apiVersion, version, value, origin } = object;
  return {
    id: { ...id, cluster },
    apiVersion,
    version,
    value,
    origin,
    get text() {
      return object.text;
    },
  };
}

function bare({ cluster: _, ...id }: ObjectId): ObjectId {
  return id;
}

function silent(name: string, reason: unknown): ConfigGap {
  const why = reason instanceof Fault ? reason.message : 'it does not answer.';
  return { reason: 'unknown', kinds: [], namespaces: null, message: `Cluster ${name} is not shown: ${why}` };
}
