/**
 * A folder of YAML as the store of configuration. Files are what people write and keep in version control,
 * so everything but the document that is saved stays byte for byte as it was.
 */
import 'server-only';
import { createHash } from 'node:crypto';
import { access, constants, realpath } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { readLargeTexts } from '@/lib/config/assess-thread/read-large-texts';
import { isObjectId, objectKey, objectName } from '@/lib/config/identity';
import type { RevisionPort, RevisionsAnswer } from '@/lib/config/revisions';
import { checkedDocument } from '@/lib/config/saved-text';
import type {
  ConfigSnapshot,
  ConfigStore,
  ObjectId,
  StoredObject,
  UnreadableObject,
} from '@/lib/config/store';
import { type ObjectsReading, type PlacedObject, storedObjectsInSlices } from '@/lib/config/stored-objects';
import { Fault } from '@/lib/mesh/fault';
import { replaced, without } from './document-edit';
import { isInside, listFolder, readText, type YamlFile } from './folder';
import { RevisionLog, type SeenObject } from './revision-log';
import { removeWhole, writeWhole } from './write-file';

/** Of a new file, in characters: with its number, its ending, and as a half-written file it has to stay below 255. */
const LONGEST_NAME = 200;

export interface ManifestSettings {
  readonly folder: string;
  /** True refuses every save and delete before the file system is asked. */
  readonly readOnly: boolean;
}

interface ReadFile extends ObjectsReading {
  readonly file: YamlFile;
  readonly text: string;
}

interface Located extends PlacedObject {
  readonly read: ReadFile;
}

interface Folder {
  readonly byKey: ReadonlyMap<string, Located>;
  /** The same list while no object changes, by which others keep what they derive from it. */
  readonly objects: readonly StoredObject[];
  readonly unreadable: readonly UnreadableObject[];
}

export function createManifestStore(settings: ManifestSettings): ConfigStore & RevisionPort {
  return new ManifestStore(settings);
}

/** 128 bits of the text's hash: enough to tell any two texts apart, short enough for a URL. */
function versionOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

class ManifestStore implements ConfigStore, RevisionPort {
  readonly #settings: ManifestSettings;
  readonly #log: RevisionLog;
  readonly #cache = new Map<string, { readonly stamp: string; readonly read: ReadFile }>();
  #objects: readonly StoredObject[] = [];
  /** Writes run one after the other, so that each compares versions with what is really there. */
  #writes: Promise<unknown> = Promise.resolve();

  constructor(settings: ManifestSettings) {
    this.#settings = settings;
    this.#log = new RevisionLog(settings.readOnly ? null : settings.folder);
  }

  async list(signal?: AbortSignal): Promise<ConfigSnapshot> {
    const folder = await this.#read(signal);
    return { objects: folder.objects, unreadable: folder.unreadable };
  }

  async get(id: ObjectId, signal?: AbortSignal): Promise<StoredObject> {
    const located = (await this.#read(signal)).byKey.get(objectKey(id));
    if (located === undefined) throw notFound(id);
    return located.object;
  }

  async revisions(
    span: { readonly fromSeconds: number; readonly toSeconds: number },
    atMost: number,
    signal?: AbortSignal,
  ): Promise<RevisionsAnswer> {
    await this.#read(signal);
    return this.#log.answer(span, atMost);
  }

  async rehearse(
    id: ObjectId,
    text: string | null,
    baseVersion: string | null,
    signal?: AbortSignal,
  ): Promise<void> {
    this.#refuseReadOnly(id);
    if (text !== null) checkedDocument(id, text);
    const located = await this.#locate(id, text, baseVersion, signal);
    const { W_OK } = constants;
    const file = located?.read.file;
    // A file is written by putting another in its place: its folder has to take that, too.
    const targets = file === undefined ? [this.#settings.folder] : [file.real, path.dirname(file.real)];
    for (const target of targets) {
      await access(target, W_OK).catch((cause: unknown) => {
        const what = file === undefined ? 'the folder' : `${file.origin} and its folder`;
        throw new Fault('read-only', `${objectName(id)} cannot be written: the folder refuses it.`, {
          source: 'manifests',
          hint: `Give the console's user the right to write ${what}.`,
          cause,
        });
      });
    }
  }

  save(
    id: ObjectId,
    text: string,
    baseVersion: string | null,
    signal?: AbortSignal,
    author?: string,
  ): Promise<StoredObject> {
    return this.#exclusive(async () => {
      this.#refuseReadOnly(id);
      const document = checkedDocument(id, text);
      const located = await this.#locate(id, text, baseVersion, signal);
      await this.#by(id, author, () =>
        located === null
          ? this.#create(id, document)
          : writeWhole(located.read.file.real, replaced(located.read.text, located, document)),
      );
      return this.get(id);
    });
  }

  /** The object that a write in `baseVersion` is about; null where it creates. Throws `conflict`. */
  async #locate(
    id: ObjectId,
    text: string | null,
    baseVersion: string | null,
    signal?: AbortSignal,
  ): Promise<Located | null> {
    const located = (await this.#read(signal)).byKey.get(objectKey(id)) ?? null;
    if ((located?.object.version ?? null) === baseVersion) return located;
    throw conflict(id, located?.object ?? null, text);
  }

  remove(id: ObjectId, baseVersion: string, signal?: AbortSignal, author?: string): Promise<void> {
    return this.#exclusive(async () => {
      this.#refuseReadOnly(id);
      const located = (await this.#read(signal)).byKey.get(objectKey(id));
      if (located === undefined) throw notFound(id);
      if (located.object.version !== baseVersion) throw conflict(id, located.object, null);
      const rest = without(located.read.text, located);
      const { real } = located.read.file;
      await this.#by(id, author, () => (rest.trim() === '' ? removeWhole(real) : writeWhole(real, rest)));
      await this.#read();
    });
  }

  /** The change that the next reading finds in the object is this author's, if the write comes about. */
  async #by(id: ObjectId, author: string | undefined, write: () => Promise<void>): Promise<void> {
    const key = objectKey(id);
    if (author !== undefined) this.#log.expect(key, author);
    try {
      await write();
    } catch (error) {
      this.#log.forget(key);
      throw error;
    }
  }

  #exclusive<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#writes.then(work, work);
    this.#writes = done.catch(() => undefined);
    return done;
  }

  #refuseReadOnly(id: ObjectId): void {
    if (!this.#settings.readOnly) return;
    throw new Fault('read-only', `${objectName(id)} was not changed: this server only reads configuration.`, {
      source: 'manifests',
      hint: 'Writing is switched off by PERIPLUS_READ_ONLY.',
    });
  }

  async #read(signal?: AbortSignal): Promise<Folder> {
    const { files, unreadable } = await listFolder(this.#settings.folder);
    const byKey = new Map<string, Located>();
    const problems = [...unreadable];
    const origins = new Set(files.map((file) => file.origin));
    for (const origin of this.#cache.keys()) if (!origins.has(origin)) this.#cache.delete(origin);
    for (const file of files) {
      signal?.throwIfAborted();
      const read = await this.#readFile(file);
      problems.push(...read.unreadable);
      for (const placed of read.placed) {
        const key = objectKey(placed.object.id);
        const earlier = byKey.get(key);
        if (earlier === undefined) byKey.set(key, { ...placed, read });
        else problems.push(doubled(placed, earlier));
      }
    }
    await this.#log.observe(new Map([...byKey].map(([key, located]) => [key, seenOf(located)])));
    const objects = [...byKey.values()].map((located) => located.object);
    if (!isSameList(objects, this.#objects)) this.#objects = objects;
    return { byKey, objects: this.#objects, unreadable: problems };
  }

  async #readFile(file: YamlFile): Promise<ReadFile> {
    const known = this.#cache.get(file.origin);
    if (known?.stamp === file.stamp) return known.read;
    const content = await readText(file);
    // A document of a megabyte cannot be read in slices.
    if ('text' in content) await readLargeTexts([content.text]);
    const read: ReadFile =
      'problem' in content
        ? {
            file,
            text: '',
            placed: [],
            unreadable: [{ origin: file.origin, message: content.problem, line: null }],
          }
        : {
            file,
            text: content.text,
            ...(await storedObjectsInSlices(content.text, file.origin, versionOf, () => setImmediate())),
          };
    this.#cache.set(file.origin, { stamp: file.stamp, read });
    return read;
  }

  /** A new file named for the object; a name that is taken gets a number. */
  async #create(id: ObjectId, document: string): Promise<void> {
    const root = await realpath(this.#settings.folder);
    const parts = [id.namespace, id.kind.toLowerCase(), id.name].filter((part) => part !== null);
    const base = parts.join('-').slice(0, LONGEST_NAME);
    for (let number = 1; number < 100; number += 1) {
      const file = path.join(root, number === 1 ? `${base}.yaml` : `${base}-${number}.yaml`);
      // The parts are names by pattern; this is the second lock on the same door.
      if (!isObjectId(id) || !isInside(root, file)) break;
      if (await exists(file)) continue;
      await writeWhole(file, document);
      return;
    }
    throw new Fault('internal', `No free file name was found for ${objectName(id)}.`, {
      source: 'manifests',
    });
  }
}

function seenOf({ object, read }: Located): SeenObject {
  return { version: object.version, text: object.text, modifiedSeconds: read.file.modifiedMs / 1000 };
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

function notFound(id: ObjectId): Fault {
  return new Fault('not-found', `There is no ${objectName(id)}.`, {
    source: 'manifests',
    hint: 'It may have been deleted or renamed; look for it in the list.',
  });
}

function doubled({ object, span }: PlacedObject, earlier: Located): UnreadableObject {
  return {
    origin: object.origin,
    message: `${objectName(object.id)} stands already in ${earlier.object.origin}; this one is not used.`,
    line: span.line,
  };
}

/** Both texts, so that nobody's work is lost. `theirs` is null when the object was deleted meanwhile. */
function conflict(id: ObjectId, theirs: StoredObject | null, yours: string | null): Fault {
  const what =
    theirs === null ? 'was deleted' : yours !== null ? 'was changed by someone else' : 'was changed';
  return new Fault('conflict', `${objectName(id)} ${what} since you opened it.`, {
    source: 'manifests',
    hint: 'Compare both texts and choose what to keep.',
    data: { theirs: theirs === null ? null : { text: theirs.text, version: theirs.version }, yours },
  });
}

function isSameList(some: readonly StoredObject[], others: readonly StoredObject[]): boolean {
  return some.length === others.length && some.every((object, index) => object === others[index]);
}
