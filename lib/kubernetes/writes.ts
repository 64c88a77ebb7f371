/**
 * Writes to the API server, each tried as a dry run with strict field validation first. A write whose connection broke
 * is looked for afterwards: it is told as done, as not done, or as not known.
 */
import 'server-only';
import { objectName } from '@/lib/config/identity';
import type { ObjectId, StoredObject } from '@/lib/config/store';
import { positionsOf } from '@/lib/config/yaml/positions';
import { placeAt } from '@/lib/config/yaml/problem';
import { readYaml } from '@/lib/config/yaml/read-yaml';
import { Fault, type FaultIssue } from '@/lib/mesh/fault';
import { ApiFault } from './api-fault';
import type { KubernetesClient } from './client';
import { clusterObject, isSameContent, resourceVersionOf, type WireObject } from './cluster-object';
import type { Discovery } from './discovery';
import { bodyToCreate, bodyToReplace, type ObjectPlace, placeOf, typedObject } from './write-plan';

/** The console's name among an object's managers. */
const FIELD_MANAGER = 'periplus';

interface PlannedWrite {
  readonly id: ObjectId;
  readonly place: ObjectPlace;
  readonly method: 'POST' | 'PUT';
  readonly body: WireObject;
  /** What was typed; issues are placed in it. */
  readonly text: string;
}

export class ClusterWrites {
  readonly #client: KubernetesClient;
  readonly #discovery: () => Promise<Discovery>;

  constructor(client: KubernetesClient, discovery: () => Promise<Discovery>) {
    this.#client = client;
    this.#discovery = discovery;
  }

  /** Asks whether the text would be taken. Throws what `save` would throw. */
  async rehearse(id: ObjectId, text: string, base: string | null, signal?: AbortSignal): Promise<void> {
    await this.#try(await this.#plan(id, text, base, signal), signal);
  }

  async save(id: ObjectId, text: string, base: string | null, signal?: AbortSignal): Promise<StoredObject> {
    const planned = await this.#plan(id, text, base, signal);
    const expected = await this.#try(planned, signal);
    try {
      return this.#object(planned, await this.#send(planned, false));
    } catch (error) {
      if (error instanceof ApiFault) throw await this.#explained(planned, error);
      return this.#lookFor(planned, expected, error);
    }
  }

  async rehearseRemoval(id: ObjectId, base: string, signal?: AbortSignal): Promise<void> {
    await this.#delete(id, base, true, signal);
  }

  /** Answers the object that is gone; null where it stays until somebody's finalizers are done. */
  remove(id: ObjectId, base: string, signal?: AbortSignal): Promise<StoredObject | null> {
    return this.#delete(id, base, false, signal);
  }

  /** The object now, in the version that the server prefers unless another is named. Throws `not-found`. */
  async read(id: ObjectId, version: string | null, signal?: AbortSignal): Promise<StoredObject> {
    const discovery = await this.#discovery();
    // Of a kind that is not installed there is nothing, which is no mistake of the reader's.
    if (discovery.find(id.group, id.kind) === null) throw notFound(id);
    const place = placeOf(discovery, id, version);
    const wire = await this.#live(place, signal);
    const object = wire === null ? null : this.#object({ id, place }, wire);
    if (object === null) throw notFound(id);
    return object;
  }

  async #plan(
    id: ObjectId,
    text: string,
    base: string | null,
    signal: AbortSignal | undefined,
  ): Promise<PlannedWrite> {
    const typed = typedObject(id, text);
    const place = placeOf(await this.#discovery(), id, typed.version);
    if (base === null) return { id, place, text, method: 'POST', body: bodyToCreate(id, typed) };
    const live = await this.#live(place, signal);
    const theirs = live === null ? null : this.#object({ id, place }, structuredClone(live));
    if (live === null || theirs === null || !isSameContent(base, theirs.version))
      throw conflict(id, theirs, text);
    return { id, place, text, method: 'PUT', body: bodyToReplace(id, typed, live) };
  }

  async #try(planned: PlannedWrite, signal: AbortSignal | undefined): Promise<StoredObject> {
    try {
      return this.#object(planned, await this.#send(planned, true, signal));
    } catch (error) {
      throw error instanceof ApiFault ? await this.#explained(planned, error) : error;
    }
  }

  /** Not aborted once it is on its way for good: whether it came about would not be known. */
  async #send(planned: PlannedWrite, isDryRun: boolean, signal?: AbortSignal): Promise<WireObject> {
    const { place, method, body } = planned;
    return (await this.#client.json({
      method,
      path: method === 'POST' ? place.collection : place.path,
      query: {
        fieldValidation: 'Strict',
        fieldManager: FIELD_MANAGER,
        dryRun: isDryRun ? 'All' : undefined,
      },
      body,
      signal,
    })) as WireObject;
  }

  async #live({ path }: ObjectPlace, signal?: AbortSignal): Promise<WireObject | null> {
    try {
      return (await this.#client.json({ path, signal })) as WireObject;
    } catch (error) {
      if (error instanceof ApiFault && error.status === 404) return null;
      throw error;
    }
  }

  #object({ id, place }: Pick<PlannedWrite, 'id' | 'place'>, wire: WireObject): StoredObject {
    const of = { group: id.group, kind: id.kind, version: place.version };
    const object = clusterObject(wire, of, this.#client.title);
    if (object !== null) return object;
    throw new Fault('source-bad-data', `The API server's answer about ${objectName(id)} is no object.`, {
      source: 'kubernetes',
    });
  }

  /** A refusal as the port tells it: conflicts with both texts, mistakes with their lines. */
  async #explained({ id, place, text, method }: PlannedWrite, error: ApiFault): Promise<Fault> {
    const isGone = error.status === 404 && method === 'PUT';
    if (error.status === 409 || isGone) {
      const live = isGone ? null : await this.#live(place).catch(() => null);
      if (method === 'POST' && live === null) return error;
      return conflict(id, live === null ? null : this.#object({ id, place }, live), text);
    }
    return new Fault(error.code, `${objectName(id)} was not saved: ${error.message}`, {
      source: 'kubernetes',
      ...(error.hint === undefined ? {} : { hint: error.hint }),
      issues: placed(error.issues, text),
      cause: error,
    });
  }

  /** The answer to a write did not come: what does the cluster have now? */
  async #lookFor(planned: PlannedWrite, expected: StoredObject, error: unknown): Promise<StoredObject> {
    const { id, place, body, text } = planned;
    const live = await this.#live(place).catch(() => undefined);
    const what = objectName(id);
    if (live === undefined) {
      throw new Fault(
        'source-unreachable',
        `It is not known whether ${what} was saved: the connection broke.`,
        {
          source: 'kubernetes',
          hint: 'Look at the object again before you save once more.',
          cause: error,
        },
      );
    }
    const now = live === null ? null : this.#object({ id, place }, live);
    if (now !== null && now.text === expected.text) return now;
    const isUntouched =
      (now === null ? undefined : resourceVersionOf(now.version)) === body.metadata?.resourceVersion;
    if (!isUntouched) throw conflict(id, now, text);
    throw new Fault('source-unreachable', `${what} was not saved: the connection to the API server broke.`, {
      source: 'kubernetes',
      hint: 'Nothing was changed. Save again.',
      cause: error,
    });
  }

  async #delete(
    id: ObjectId,
    base: string,
    isDryRun: boolean,
    signal: AbortSignal | undefined,
  ): Promise<StoredObject | null> {
    const place = placeOf(await this.#discovery(), id, null);
    const live = await this.#live(place, signal);
    if (live === null) throw notFound(id);
    const { uid, resourceVersion } = live.metadata ?? {};
    const object = this.#object({ id, place }, live);
    if (!isSameContent(base, object.version)) throw conflict(id, object, null);
    const options = {
      apiVersion: 'v1',
      kind: 'DeleteOptions',
      preconditions: { uid, resourceVersion },
      ...(isDryRun ? { dryRun: ['All'] } : {}),
    };
    try {
      const request = { method: 'DELETE', path: place.path, body: options } as const;
      const answer = (await this.#client.json(isDryRun ? { ...request, signal } : request)) as WireObject;
      return isLeaving(answer) ? null : object;
    } catch (error) {
      if (error instanceof ApiFault && error.status === 404) return object;
      if (error instanceof ApiFault && error.status !== 409) throw notRemoved(id, error);
      if (isDryRun && !(error instanceof ApiFault)) throw error;
      return this.#lookForRemoval(id, place, object, uid, error);
    }
  }

  async #lookForRemoval(
    id: ObjectId,
    place: ObjectPlace,
    removed: StoredObject,
    uid: string | undefined,
    error: unknown,
  ): Promise<StoredObject | null> {
    const live = await this.#live(place).catch(() => undefined);
    if (live === null || (live !== undefined && live.metadata?.uid !== uid)) return removed;
    if (live !== undefined && isLeaving(live)) return null;
    if (live !== undefined && error instanceof ApiFault)
      throw conflict(id, this.#object({ id, place }, live), null);
    const what = live === undefined ? 'It is not known whether it was deleted' : 'It was not deleted';
    throw new Fault('source-unreachable', `${what}: the connection about ${objectName(id)} broke.`, {
      source: 'kubernetes',
      hint: 'Look at the object again before you try once more.',
      cause: error,
    });
  }
}

function isLeaving({ kind, metadata }: WireObject): boolean {
  if (kind === 'Status' || metadata?.deletionTimestamp === undefined) return false;
  return Array.isArray(metadata.finalizers) && metadata.finalizers.length > 0;
}

/** With line and column of the field that each names, or of the nearest around it that the text has. */
function placed(issues: readonly FaultIssue[], text: string): FaultIssue[] {
  if (issues.length === 0) return [];
  const positions = positionsOf(text);
  return issues.map((issue) => {
    const path = wholePath(issue.path, text);
    return { ...issue, path: [...path], ...placeAt(text, positions.nearest(path).keyFrom) };
  });
}

/** A validator that names a field without saying where: it is found where the text has it once. */
function wholePath(path: FaultIssue['path'], text: string): FaultIssue['path'] {
  const [name] = path;
  if (path.length !== 1 || typeof name !== 'string') return path;
  const reading = readYaml(text);
  const found = reading.kind === 'value' ? pathsOf(reading.value, name, []) : [];
  return found.length === 1 ? (found[0] ?? path) : path;
}

function pathsOf(value: unknown, name: string, path: FaultIssue['path']): FaultIssue['path'][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, entry]) => {
    const own = [...path, Array.isArray(value) ? Number(key) : key];
    return [...(key === name ? [own] : []), ...pathsOf(entry, name, own)];
  });
}

function notRemoved(id: ObjectId, error: ApiFault): Fault {
  return new Fault(error.code, `${objectName(id)} was not deleted: ${error.message}`, {
    source: 'kubernetes',
    ...(error.hint === undefined ? {} : { hint: error.hint }),
    cause: error,
  });
}

export function notFound(id: ObjectId): Fault {
  return new Fault('not-found', `There is no ${objectName(id)}.`, {
    hint: 'It may have been deleted or renamed; look for it in the list.',
  });
}

/** Both texts, so that nobody's work is lost. `theirs` is null when the object was deleted meanwhile. */
function conflict(id: ObjectId, theirs: StoredObject | null, yours: string | null): Fault {
  const what =
    theirs === null ? 'was deleted' : yours !== null ? 'was changed by someone else' : 'was changed';
  return new Fault('conflict', `${objectName(id)} ${what} since you opened it.`, {
    source: 'kubernetes',
    hint: 'Compare both texts and choose what to keep.',
    data: { theirs: theirs === null ? null : { text: theirs.text, version: theirs.version }, yours },
  });
}
