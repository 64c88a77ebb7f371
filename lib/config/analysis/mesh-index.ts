/**
 * The mesh as the checks read it: objects under the keys of `facets.ts`. It notes every key that is read between
 * `watch` and `reads`, so that the analysis knows what a finding depends on.
 */
import { objectKey } from '@/lib/config/identity';
import { DEFAULT_MESH_CONFIG, type MeshConfig } from '@/lib/config/mesh-config/mesh-config';
import { byCreation } from '@/lib/config/simulation/read/metadata';
import type { ObjectId, StoredObject } from '@/lib/config/store';
import { facet, facetsOf } from './facets';
import { isSameKnown, type Known, knownOf } from './known';
import { metadataOf } from './readings';

interface Entry {
  readonly object: StoredObject;
  readonly facets: readonly string[];
}

interface Bucket {
  readonly members: Map<string, StoredObject>;
  /** In Istio's order; null after a change. */
  ordered: readonly StoredObject[] | null;
}

const NONE: readonly StoredObject[] = [];

export interface MeshIndexOptions {
  readonly settings?: Partial<MeshConfig> | undefined;
  /** What the caller knows the objects to be complete in; the rest is told by what is there. */
  readonly known?: Partial<Known> | undefined;
}

export class MeshIndex {
  readonly settings: MeshConfig;
  readonly #told: Partial<Known>;
  readonly #entries = new Map<string, Entry>();
  readonly #buckets = new Map<string, Bucket>();
  #known: Known;
  #reads: Set<string> = new Set();
  /** What was worked out since `watch`; all that it read is noted already. */
  readonly #derived = new Map<string, unknown>();

  constructor(objects: Iterable<StoredObject>, options: MeshIndexOptions = {}) {
    this.settings = { ...DEFAULT_MESH_CONFIG, ...options.settings };
    this.#told = options.known ?? {};
    for (const object of objects) this.#add(object);
    this.#known = knownOf((kind) => this.#buckets.has(facet.kind(kind)), this.#told);
  }

  /** What the objects are complete in. Changes only with `apply`, which says so. */
  get known(): Known {
    return this.#known;
  }

  /** Every object, in the order in which it came; not noted as read. */
  *objects(): Generator<StoredObject> {
    for (const { object } of this.#entries.values()) yield object;
  }

  /** The object of a key of `objectKey`; not noted as read. */
  stored(key: string): StoredObject | null {
    return this.#entries.get(key)?.object ?? null;
  }

  /** Starts to note what is read. */
  watch(): void {
    this.#reads = new Set();
    this.#derived.clear();
  }

  /** Keys that were read since `watch`. */
  reads(): ReadonlySet<string> {
    return this.#reads;
  }

  /** Answers the same question once while one object is looked at: a route of thousands names few hosts. */
  derived<T>(key: string, derive: () => T): T {
    const before = this.#derived.get(key);
    if (before !== undefined) return (before as { readonly value: T }).value;
    const value = derive();
    this.#derived.set(key, { value });
    return value;
  }

  /** Objects under a key, in Istio's order (creation, name, namespace). */
  under(key: string): readonly StoredObject[] {
    this.#reads.add(key);
    const bucket = this.#buckets.get(key);
    if (bucket === undefined) return NONE;
    bucket.ordered ??= [...bucket.members.values()].sort((a, b) => byCreation(metadataOf(a), metadataOf(b)));
    return bucket.ordered;
  }

  /** How many objects are under a key; noted as read. */
  count(key: string): number {
    this.#reads.add(key);
    return this.#buckets.get(key)?.members.size ?? 0;
  }

  object(id: ObjectId): StoredObject | null {
    this.#reads.add(facet.object(id));
    return this.#entries.get(objectKey(id))?.object ?? null;
  }

  ofKind(kind: string): readonly StoredObject[] {
    return this.under(facet.kind(kind));
  }

  ofKindIn(kind: string, namespace: string): readonly StoredObject[] {
    return this.under(facet.kindIn(kind, namespace));
  }

  /**
   * Puts and removes objects. Answers the keys under which something changed, and whether what the index is
   * complete in changed, after which every finding may be another.
   */
  apply(
    put: readonly StoredObject[],
    removed: readonly ObjectId[],
  ): { readonly keys: ReadonlySet<string>; readonly isOtherKnown: boolean } {
    const keys = new Set<string>();
    this.#derived.clear();
    for (const id of removed) {
      for (const key of this.#take(objectKey(id))) keys.add(key);
      this.#entries.delete(objectKey(id));
    }
    for (const object of put) {
      for (const key of this.#take(objectKey(object.id))) keys.add(key);
      for (const key of this.#add(object)) keys.add(key);
    }
    const before = this.#known;
    this.#known = knownOf((kind) => this.#buckets.has(facet.kind(kind)), this.#told);
    return { keys, isOtherKnown: !isSameKnown(before, this.#known) };
  }

  #add(object: StoredObject): readonly string[] {
    const key = objectKey(object.id);
    this.#take(key);
    const facets = facetsOf(object, this.settings.clusterDomain);
    this.#entries.set(key, { object, facets });
    for (const name of facets) {
      const bucket = this.#buckets.get(name);
      if (bucket === undefined) this.#buckets.set(name, { members: new Map([[key, object]]), ordered: null });
      else {
        bucket.members.set(key, object);
        bucket.ordered = null;
      }
    }
    return facets;
  }

  /** Out of every bucket; the entry stays where it is, so that a new version keeps the object's place. */
  #take(key: string): readonly string[] {
    const entry = this.#entries.get(key);
    if (entry === undefined) return [];
    for (const name of entry.facets) {
      const bucket = this.#buckets.get(name);
      if (bucket === undefined) continue;
      bucket.members.delete(key);
      bucket.ordered = null;
      if (bucket.members.size === 0) this.#buckets.delete(name);
    }
    return entry.facets;
  }
}
