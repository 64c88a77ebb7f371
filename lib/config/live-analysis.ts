/**
 * The analysis of a store, kept in step with what the store lists, so that a question costs what has changed since
 * the one before. It also answers as if texts that are not saved were in place.
 */
import { Analysis } from './analysis/analysis';
import type { Finding } from './analysis/finding';
import { STORE_KNOWS } from './analysis/known';
import type { SuppressRule } from './analysis/suppress';
import { objectKey } from './identity';
import { meshConfigOf } from './mesh-config/find-mesh-config';
import type { MeshConfigReading } from './mesh-config/mesh-config';
import type { ConfigStore, ObjectId, StoredObject } from './store';

/** An object as it would be: `object` null = deleted. */
export interface DraftObject {
  readonly id: ObjectId;
  readonly object: StoredObject | null;
}

/** What drafts bring about. */
export interface DraftFindings {
  /** On the drafts themselves, by `objectKey`. */
  readonly own: ReadonlyMap<string, readonly Finding[]>;
  /** On other objects, and only because of the drafts. */
  readonly appeared: readonly Finding[];
  /** On other objects before, and no longer with the drafts. */
  readonly gone: readonly Finding[];
}

export class LiveAnalysis {
  #analysis = new Analysis([]);
  #objects: ReadonlyMap<string, StoredObject> = new Map();
  #list: readonly StoredObject[] | null = null;
  #meshConfig: MeshConfigReading = meshConfigOf([]);
  #suppress: readonly SuppressRule[] = [];

  /** The analysis of these objects. Objects that are the same as before are not looked at again. */
  follow(objects: readonly StoredObject[], suppress: readonly SuppressRule[]): Analysis {
    if (objects === this.#list && suppress === this.#suppress) return this.#analysis;
    const next = new Map(objects.map((object) => [objectKey(object.id), object]));
    const put = objects.filter((object) => this.#objects.get(objectKey(object.id)) !== object);
    const removed = [...this.#objects].filter(([key]) => !next.has(key)).map(([, object]) => object);
    const isOtherMesh =
      this.#list === null || suppress !== this.#suppress || [...put, ...removed].some(isSettingsObject);
    if (isOtherMesh) {
      this.#meshConfig = meshConfigOf(objects);
      this.#analysis = new Analysis(objects, {
        settings: this.#meshConfig.config,
        suppress,
        known: STORE_KNOWS,
      });
    } else if (put.length + removed.length > 0) {
      this.#analysis.update(
        put,
        removed.map(({ id }) => id),
      );
    }
    this.#list = objects;
    this.#objects = next;
    this.#suppress = suppress;
    return this.#analysis;
  }

  /** Of the objects that are followed. */
  get analysis(): Analysis {
    return this.#analysis;
  }

  /** Where the settings of the mesh that is followed were read, and what was assumed. */
  get meshConfig(): MeshConfigReading {
    return this.#meshConfig;
  }

  /** What these texts would bring about, over the objects that are followed. Leaves everything as it was. */
  withDrafts(drafts: readonly DraftObject[]): DraftFindings {
    const isOtherMesh = drafts.some(({ object }) => object !== null && isSettingsObject(object));
    return isOtherMesh ? this.#inAnotherMesh(drafts) : this.#inPlace(drafts);
  }

  #inPlace(drafts: readonly DraftObject[]): DraftFindings {
    const analysis = this.#analysis;
    const before = new Map(this.#known(analysis));
    const put = drafts.flatMap(({ object }) => (object === null ? [] : [object]));
    const removed = drafts.filter(({ object }) => object === null).map(({ id }) => id);
    const again = analysis.update(put, removed);
    const after = new Map(again.map((id) => [objectKey(id), analysis.of(id)]));
    const answer = difference(drafts, before, after);
    const stored = drafts.flatMap(({ id }) => this.#objects.get(objectKey(id)) ?? []);
    const unknown = drafts.filter(({ id }) => !this.#objects.has(objectKey(id))).map(({ id }) => id);
    analysis.update(stored, unknown);
    return answer;
  }

  /** Settings of the mesh rule every check, so that nothing of what is known can be used. */
  #inAnotherMesh(drafts: readonly DraftObject[]): DraftFindings {
    const next = new Map(this.#objects);
    for (const { id, object } of drafts) {
      if (object === null) next.delete(objectKey(id));
      else next.set(objectKey(id), object);
    }
    const objects = [...next.values()];
    const analysis = new Analysis(objects, {
      known: STORE_KNOWS,
      settings: meshConfigOf(objects).config,
      suppress: this.#suppress,
    });
    return difference(drafts, new Map(this.#known(this.#analysis)), new Map(this.#known(analysis, next)));
  }

  *#known(analysis: Analysis, objects = this.#objects): Generator<readonly [string, readonly Finding[]]> {
    for (const [key, { id }] of objects) yield [key, analysis.of(id)];
  }
}

/** `after` holds the objects that were looked at again. */
function difference(
  drafts: readonly DraftObject[],
  before: ReadonlyMap<string, readonly Finding[]>,
  after: ReadonlyMap<string, readonly Finding[]>,
): DraftFindings {
  const keys = new Set(drafts.map(({ id }) => objectKey(id)));
  const others = [...after].filter(([key]) => !keys.has(key));
  return {
    own: new Map([...keys].map((key) => [key, after.get(key) ?? []])),
    appeared: others.flatMap(([key, findings]) => missingIn(findings, before.get(key) ?? [])),
    gone: others.flatMap(([key, findings]) => missingIn(before.get(key) ?? [], findings)),
  };
}

/** Those of `findings` that are not among the others. */
export function missingIn(findings: readonly Finding[], others: readonly Finding[]): readonly Finding[] {
  const known = new Set(others.map(identity));
  return findings.filter((finding) => !known.has(identity(finding)));
}

function identity({ code, path, message }: Finding): string {
  return `${code} ${JSON.stringify(path)} ${message}`;
}

/** May hold settings of the mesh (`mesh-config/find-mesh-config.ts`), on which every check may depend. */
const SETTINGS_KINDS: ReadonlySet<string> = new Set(['ConfigMap', 'IstioOperator', 'Istio', 'MeshConfig']);

export function isSettingsObject({ id }: Pick<StoredObject, 'id'>): boolean {
  return SETTINGS_KINDS.has(id.kind);
}

const analyses = new WeakMap<ConfigStore, LiveAnalysis>();

/** The one analysis of this store in this process. */
export function liveAnalysis(store: ConfigStore): LiveAnalysis {
  let live = analyses.get(store);
  if (live === undefined) {
    live = new LiveAnalysis();
    analyses.set(store, live);
  }
  return live;
}
