/**
 * One kind of the cluster, kept up with as far as the account's rights go: as a whole where it may be listed in the
 * whole cluster, else namespace by namespace.
 */
import 'server-only';
import type { StoredObject } from '@/lib/config/store';
import type { KubernetesClient } from './client';
import { clusterObject } from './cluster-object';
import type { PartState } from './coverage';
import { collectionPath, type ServedKind } from './discovery';
import { Reflector, type ReflectorState } from './reflector';
import type { WatchTiming } from './timing';
import type { Selection, WantedKind } from './wanted-kinds';

/** Objects of one kind that are kept; a mesh of a thousand services has a quarter of that many pods. */
export const MOST_OF_A_KIND = 20_000;

export interface FollowOptions {
  readonly client: KubernetesClient;
  readonly timing: WatchTiming;
  readonly origin: string;
  readonly most: number;
  readonly onChange: () => void;
}

interface Part {
  readonly selection: Selection;
  readonly reflector: Reflector;
}

export class FollowedKind {
  readonly kind: WantedKind;
  readonly served: ServedKind;
  readonly version: string;
  readonly #options: FollowOptions;
  readonly #whole: readonly Part[];
  readonly #byNamespace = new Map<string, readonly Part[]>();
  #denied: readonly string[] = [];

  constructor(kind: WantedKind, served: ServedKind, version: string, options: FollowOptions) {
    this.kind = kind;
    this.served = served;
    this.version = version;
    this.#options = options;
    this.#whole = this.#follow(null);
  }

  /** Resolves when everything that is followed now has had its first answer, good or bad. */
  async decided(): Promise<void> {
    await Promise.all(this.#all().map(({ reflector }) => reflector.decided));
  }

  /** Whether it may not be listed in the whole cluster, so that namespaces are to be tried. */
  get isRestricted(): boolean {
    return this.kind.namespaced && this.#whole.some(({ reflector }) => reflector.state.kind === 'denied');
  }

  /** Follows these namespaces in place of the whole cluster; `denied` are those where the right is missing too. */
  followNamespaces(allowed: readonly string[], denied: readonly string[]): void {
    for (const [namespace, parts] of this.#byNamespace) {
      if (allowed.includes(namespace)) continue;
      stopAll(parts);
      this.#byNamespace.delete(namespace);
      this.#options.onChange();
    }
    for (const namespace of allowed) {
      if (!this.#byNamespace.has(namespace)) this.#byNamespace.set(namespace, this.#follow(namespace));
    }
    this.#denied = denied;
  }

  followWhole(): void {
    if (this.#byNamespace.size > 0 || this.#denied.length > 0) this.followNamespaces([], []);
  }

  /** In the order in which they were listed. */
  *objects(): Generator<StoredObject, void, undefined> {
    const seen = this.kind.selections.length > 1 ? new Set<string>() : null;
    for (const { reflector } of this.#used()) {
      for (const [key, object] of reflector.objects) {
        // Several selections may hold the same object.
        if (seen?.has(key)) continue;
        seen?.add(key);
        yield object;
      }
    }
  }

  find(namespace: string | null, name: string): StoredObject | null {
    for (const { reflector } of this.#used()) {
      const object = reflector.objects.get(`${namespace ?? ''}/${name}`);
      if (object !== undefined) return object;
    }
    return null;
  }

  states(): PartState[] {
    const { kind } = this;
    const stateOf = (parts: readonly Part[], namespace: string | null): PartState[] =>
      parts.map(({ reflector }) => ({ kind, namespace, state: reflector.state, left: reflector.left }));
    if (!this.#isByNamespace()) return stateOf(this.#whole, null);
    const problem = this.#whole.map(({ reflector }) => reflector.state).find(isDenied);
    const denied = this.#denied.flatMap((namespace) =>
      problem === undefined ? [] : [{ kind, namespace, state: problem, left: 0 }],
    );
    return [...[...this.#byNamespace].flatMap(([namespace, parts]) => stateOf(parts, namespace)), ...denied];
  }

  /** Takes in what a write of ours was answered. Only what the kind's selections cover is kept. */
  put(object: StoredObject): void {
    for (const { selection, reflector } of this.#partsOf(object)) {
      if (selection.fieldSelector === undefined && selection.labelSelector === undefined)
        reflector.put(object);
    }
  }

  drop(object: StoredObject): void {
    for (const { reflector } of this.#partsOf(object)) reflector.drop(object);
  }

  stop(): void {
    stopAll(this.#all());
  }

  #partsOf({ id }: StoredObject): readonly Part[] {
    return this.#isByNamespace() ? (this.#byNamespace.get(id.namespace ?? '') ?? []) : this.#whole;
  }

  #isByNamespace(): boolean {
    return this.#byNamespace.size > 0 || this.#denied.length > 0;
  }

  #used(): readonly Part[] {
    return this.#isByNamespace() ? [...this.#byNamespace.values()].flat() : this.#whole;
  }

  #all(): readonly Part[] {
    return [...this.#whole, ...[...this.#byNamespace.values()].flat()];
  }

  #follow(namespace: string | null): readonly Part[] {
    const { client, timing, origin, most, onChange } = this.#options;
    const { group, kind } = this.kind;
    const of = { group, kind, version: this.version };
    return this.kind.selections.map((selection) => {
      const { labelSelector, fieldSelector, names } = selection;
      const reflector = new Reflector({
        client,
        timing,
        most,
        onChange,
        query: {
          path: collectionPath(this.served, this.version, namespace),
          ...(labelSelector === undefined ? {} : { labelSelector }),
          ...(fieldSelector === undefined ? {} : { fieldSelector }),
        },
        read: (wire) =>
          names === null || names.test(wire.metadata?.name ?? '') ? clusterObject(wire, of, origin) : null,
      });
      reflector.start();
      return { selection, reflector };
    });
  }
}

function stopAll(parts: readonly Part[]): void {
  for (const { reflector } of parts) reflector.stop();
}

function isDenied(state: ReflectorState): state is ReflectorState & { kind: 'denied' } {
  return state.kind === 'denied';
}
