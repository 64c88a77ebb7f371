/**
 * The whole mesh, checked, and kept checked: each object's findings are remembered with the keys that its checks
 * read, and an edit runs again only what read something that changed.
 */
import { objectKey } from '@/lib/config/identity';
import type { ObjectId, StoredObject } from '@/lib/config/store';
import type { Check } from './check';
import { CHECK_FAILED, CHECKS } from './checks/registry';
import { kindOf } from './facets';
import type { Draft, Finding } from './finding';
import { MeshIndex, type MeshIndexOptions } from './mesh-index';
import { type SuppressRule, suppressionOf } from './suppress';

export interface AnalysisOptions extends MeshIndexOptions {
  readonly suppress?: readonly SuppressRule[] | undefined;
  /** Codes of checks that are off by default and wanted nevertheless. */
  readonly asked?: readonly string[] | undefined;
  /** Other checks than all of them. */
  readonly checks?: readonly Check[] | undefined;
}

interface Answer {
  readonly findings: readonly Finding[];
  readonly reads: ReadonlySet<string>;
}

const NOTHING: readonly Finding[] = [];

export class Analysis {
  readonly #mesh: MeshIndex;
  readonly #suppress: readonly SuppressRule[];
  readonly #asked: ReadonlySet<string>;
  readonly #checks = new Map<string, Check[]>();
  readonly #answers = new Map<string, Answer>();

  constructor(objects: Iterable<StoredObject>, options: AnalysisOptions = {}) {
    this.#mesh = new MeshIndex(objects, options);
    this.#suppress = options.suppress ?? [];
    this.#asked = new Set(options.asked);
    for (const check of options.checks ?? CHECKS) {
      for (const kind of check.kinds) {
        const present = this.#checks.get(kind);
        if (present === undefined) this.#checks.set(kind, [check]);
        else present.push(check);
      }
    }
    for (const object of this.#mesh.objects()) this.#look(object);
  }

  /** The index, for whoever shows what the checks went by. */
  get mesh(): MeshIndex {
    return this.#mesh;
  }

  findings(): readonly Finding[] {
    return [...this.#mesh.objects()].flatMap(({ id }) => this.of(id));
  }

  /** Findings on one object; empty when there is no such object. */
  of(id: ObjectId): readonly Finding[] {
    return this.#answers.get(objectKey(id))?.findings ?? NOTHING;
  }

  /** Puts new versions of objects in place and removes others. Answers the objects that were looked at again. */
  update(put: readonly StoredObject[], removed: readonly ObjectId[] = []): readonly ObjectId[] {
    const { keys, isOtherKnown } = this.#mesh.apply(put, removed);
    for (const id of removed) this.#answers.delete(objectKey(id));
    const again = new Set(put.map(({ id }) => objectKey(id)));
    for (const [key, { reads }] of this.#answers) if (isOtherKnown || shareOne(keys, reads)) again.add(key);
    const objects = [...again].map((key) => this.#mesh.stored(key)).filter((object) => object !== null);
    for (const object of objects) this.#look(object);
    return objects.map(({ id }) => id);
  }

  #look(object: StoredObject): void {
    const checks = this.#checks.get(kindOf(object.id));
    const key = objectKey(object.id);
    if (checks === undefined) {
      this.#answers.set(key, { findings: NOTHING, reads: NO_READS });
      return;
    }
    this.#mesh.watch();
    const findings: Finding[] = [];
    for (const check of checks) this.#run(check, object, findings);
    this.#answers.set(key, { findings, reads: this.#mesh.reads() });
  }

  #run(check: Check, object: StoredObject, into: Finding[]): void {
    const before = into.length;
    try {
      for (const draft of check.run(object, this.#mesh)) {
        into.push(this.#finding(check, object, draft));
        if (into.length - before >= MOST_FINDINGS) break;
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      into.length = before;
      into.push(this.#finding(CHECK_FAILED, object, CHECK_FAILED.draft(check.code, reason)));
    }
  }

  #finding(
    check: Pick<Check, 'code' | 'severity' | 'ist' | 'kia' | 'isOff'>,
    object: StoredObject,
    draft: Draft,
  ): Finding {
    return {
      code: check.code,
      severity: draft.severity ?? check.severity,
      id: object.id,
      path: draft.path,
      message: draft.message,
      related: draft.related ?? [],
      fix: draft.fix ?? null,
      suppressed: suppressionOf(check, object, this.#suppress, this.#asked),
    };
  }
}

/** Of one check in one object; nobody reads on, and thousands would keep others waiting. */
const MOST_FINDINGS = 500;

const NO_READS: ReadonlySet<string> = new Set();

function shareOne(keys: ReadonlySet<string>, reads: ReadonlySet<string>): boolean {
  if (reads.size === 0) return false;
  for (const key of keys) if (reads.has(key)) return true;
  return false;
}

/** Everything that the checks find in these objects. */
export function analyze(objects: Iterable<StoredObject>, options: AnalysisOptions = {}): readonly Finding[] {
  return new Analysis(objects, options).findings();
}
