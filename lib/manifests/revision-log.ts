/**
 * Notices every change of the folder's objects, whoever made it, and remembers the last ones. It is shown what each
 * reading of the folder found; what differs from the reading before is a revision.
 */
import 'server-only';
import { objectIdOfKey } from '@/lib/config/identity';
import type { Revision, RevisionsAnswer } from '@/lib/config/revisions';
import {
  appendRevisions,
  type KnownObject,
  readHistory,
  whyNotKept,
  writeKnown,
  writeRevisions,
} from './revision-files';

/** Revisions that are remembered; older ones go. */
export const MOST_REVISIONS = 1000;
/** Characters of a text that is kept with a revision. */
export const LONGEST_TEXT = 65_536;

const ONLY_MEMORY =
  'Changes are remembered until this server stops: PERIPLUS_READ_ONLY keeps it from writing them down.';

/** An object as a reading found it. */
export interface SeenObject {
  readonly version: string;
  readonly text: string;
  /** When its file was last written, Unix seconds. */
  readonly modifiedSeconds: number;
}

export class RevisionLog {
  /** null = only in memory. */
  readonly #folder: string | null;
  readonly #now: () => number;
  readonly #authors = new Map<string, string>();
  #opened: Promise<void> | null = null;
  #sinceSeconds = 0;
  #known: Map<string, KnownObject> | null = null;
  #revisions: Revision[] = [];
  /** Lines of the file beyond which it is written anew. */
  #lines = 0;
  #notKept: string | null = ONLY_MEMORY;
  #writing: Promise<void> = Promise.resolve();

  /** `folder` null remembers in memory alone. `now` in Unix seconds. */
  constructor(folder: string | null, now: () => number = () => Date.now() / 1000) {
    this.#folder = folder;
    this.#now = now;
  }

  /** Whoever changes this object next is `author`. */
  expect(key: string, author: string): void {
    this.#authors.set(key, author);
  }

  /** The change that was expected did not come. */
  forget(key: string): void {
    this.#authors.delete(key);
  }

  /** Compares with the last reading. The first of all readings is where the record begins. */
  async observe(seen: ReadonlyMap<string, SeenObject>): Promise<void> {
    this.#opened ??= this.#open();
    await this.#opened;
    const known = this.#known;
    if (known === null) {
      this.#sinceSeconds = this.#now();
      this.#known = new Map([...seen].map(([key, object]) => [key, knownOf(object)]));
      this.#keep([], true);
      await this.#writing;
      return;
    }
    // No await until all is compared: two readings at once must not both find the same change.
    const found: Revision[] = [];
    for (const [key, object] of seen) {
      const last = known.get(key);
      if (last?.version === object.version) continue;
      known.set(key, knownOf(object));
      found.push(this.#revision(key, last, object));
    }
    for (const [key, last] of known) {
      if (seen.has(key)) continue;
      known.delete(key);
      found.push(this.#revision(key, last, null));
    }
    if (found.length === 0) return;
    this.#add(found);
    await this.#writing;
  }

  answer(
    span: { readonly fromSeconds: number; readonly toSeconds: number },
    atMost: number,
  ): RevisionsAnswer {
    const revisions = this.#revisions
      .filter(({ atSeconds }) => atSeconds >= span.fromSeconds && atSeconds <= span.toSeconds)
      .slice(-atMost);
    return { revisions, sinceSeconds: this.#sinceSeconds, notKept: this.#notKept };
  }

  async #open(): Promise<void> {
    const kept = this.#folder === null ? null : await readHistory(this.#folder);
    if (kept === null) return;
    this.#sinceSeconds = kept.sinceSeconds;
    this.#known = new Map(kept.known);
    this.#notKept = null;
    this.#revisions = kept.revisions.slice(-MOST_REVISIONS);
    this.#lines = kept.revisions.length;
  }

  #revision(key: string, last: KnownObject | undefined, object: SeenObject | null): Revision {
    const author = this.#authors.get(key) ?? null;
    this.#authors.delete(key);
    return {
      id: objectIdOfKey(key),
      atSeconds: this.#instantOf(object),
      before: last?.text ?? null,
      after: object === null ? null : shortened(object.text),
      change: object === null ? 'removed' : last === undefined ? 'created' : 'changed',
      author,
    };
  }

  /** The file's own time, unless it lies about it: a copied file may be years old, a clock may run ahead. */
  #instantOf(object: SeenObject | null): number {
    const now = this.#now();
    if (object === null) return now;
    const earliest = this.#revisions.at(-1)?.atSeconds ?? this.#sinceSeconds;
    return object.modifiedSeconds < earliest || object.modifiedSeconds > now ? now : object.modifiedSeconds;
  }

  #add(found: readonly Revision[]): void {
    const inOrder = [...found].sort((a, b) => a.atSeconds - b.atSeconds);
    this.#revisions = [...this.#revisions, ...inOrder].slice(-MOST_REVISIONS);
    this.#keep(inOrder, false);
  }

  #keep(found: readonly Revision[], first: boolean): void {
    const folder = this.#folder;
    if (folder === null) return;
    const known = new Map(this.#known);
    const whole = this.#revisions;
    this.#lines += found.length;
    const anew = first || this.#lines > 2 * MOST_REVISIONS;
    if (anew) this.#lines = whole.length;
    this.#writing = this.#writing
      .then(async () => {
        if (anew) await writeRevisions(folder, whole);
        else await appendRevisions(folder, found);
        await writeKnown(folder, this.#sinceSeconds, known);
        this.#notKept = null;
      })
      .catch((error: unknown) => {
        this.#notKept = whyNotKept(error);
      });
  }
}

function knownOf({ version, text }: SeenObject): KnownObject {
  return { version, text: shortened(text) };
}

function shortened(text: string): string | null {
  return text.length > LONGEST_TEXT ? null : text;
}
