/**
 * The port through which configuration is read and written. A folder of YAML and a
 * Kubernetes API server both answer it. Text is the truth: what is saved is what was typed.
 */

/** Where an object is found. `namespace` is null for cluster-scoped kinds. */
export interface ObjectId {
  /** API group, e.g. `networking.istio.io`; '' for the core group. */
  readonly group: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
  /** Where objects of several clusters stand side by side: its own. Left out wherever one cluster alone is meant. */
  readonly cluster?: string | undefined;
}

/** One object as it is stored. */
export interface StoredObject {
  readonly id: ObjectId;
  /** As written, e.g. `networking.istio.io/v1`. */
  readonly apiVersion: string;
  /** The YAML text of this object alone: as written, or (a cluster) rendered in one fixed order. */
  readonly text: string;
  /** Set where the text is made from the value (`yaml/object-text.ts`) when somebody first asks for it. */
  readonly isRendered?: true;
  /** Changes with every save; compared by `save` and `remove` (a hash here, a resourceVersion on a cluster). */
  readonly version: string;
  /** Parsed value with `apiVersion`, `kind`, `metadata`, `spec`. */
  readonly value: Readonly<Record<string, unknown>>;
  /** Where it stands, for messages: a file path, or the cluster. */
  readonly origin: string;
}

/** A file or document that could not be read as objects; shown, never hidden. */
export interface UnreadableObject {
  readonly origin: string;
  readonly message: string;
  readonly line: number | null;
}

/**
 * Objects that may exist and are not in a snapshot. A rule about what is missing must not be applied to them.
 * `not-installed`: the cluster does not know these kinds, so that there are none. `outdated`: what is shown was right
 * some time ago.
 */
export interface ConfigGap {
  readonly reason: 'not-installed' | 'forbidden' | 'too-many' | 'outdated' | 'unknown';
  readonly kinds: readonly { readonly group: string; readonly kind: string }[];
  /** null = in the whole store. */
  readonly namespaces: readonly string[] | null;
  /** A sentence for the reader. */
  readonly message: string;
}

export interface ConfigSnapshot {
  readonly objects: readonly StoredObject[];
  readonly unreadable: readonly UnreadableObject[];
  /** Left out where everything is there, as in a folder. */
  readonly gaps?: readonly ConfigGap[];
}

/** One of several clusters: objects in its store name no cluster. */
export interface ClusterPart {
  readonly name: string;
  readonly store: ConfigStore;
}

/** Throws `Fault`: `not-found`, `conflict` (with both texts in `data`), `invalid-object`, `read-only`. */
export interface ConfigStore {
  /**
   * Where the store is several clusters at once: each by itself, the one that is meant without a name first. Each
   * control plane reads the configuration of its own cluster only, so that is how configuration has to be judged.
   */
  readonly clusters?: readonly ClusterPart[] | undefined;
  /** Every object, of any kind, mesh kinds and the Kubernetes objects they refer to. */
  list(signal?: AbortSignal): Promise<ConfigSnapshot>;
  get(id: ObjectId, signal?: AbortSignal): Promise<StoredObject>;
  /**
   * Says whether a write would be taken, as far as the store can tell without making it (a cluster asks its API
   * server for a dry run). `text` null asks about a deletion. Throws what the write would throw.
   */
  rehearse(
    id: ObjectId,
    text: string | null,
    baseVersion: string | null,
    signal?: AbortSignal,
  ): Promise<void>;
  /**
   * `baseVersion` null creates; otherwise the save is refused as `conflict` when the stored version differs.
   * `author` is remembered with the change where the store keeps changes.
   */
  save(
    id: ObjectId,
    text: string,
    baseVersion: string | null,
    signal?: AbortSignal,
    author?: string,
  ): Promise<StoredObject>;
  remove(id: ObjectId, baseVersion: string, signal?: AbortSignal, author?: string): Promise<void>;
  /**
   * Whether two versions of one object hold the same of what people edit, as where a controller wrote its status in
   * between. Left out where a version stands for the whole text.
   */
  isSameContent?(some: string, other: string): boolean;
}
