/** Answers of the API of configuration: from a store's objects to lists, objects, checks and saves. */
import { Fault } from '@/lib/mesh/fault';
import { appliesTo } from './applies';
import { assess, statusOf } from './assess';
import { checkText } from './check/check-text';
import { judgePattern } from './check/judge-pattern';
import type { Assessment, ConfigList, ConfigObject } from './contract';
import { objectName } from './identity';
import { meshKind } from './kind-lookup';
import { meshView } from './simulation/mesh-view';
import type { ConfigSnapshot, ConfigStore, ObjectId, StoredObject } from './store';
import { summaryLine } from './summary/explain';

/** Which objects are wanted. `applies` = those that rule a service, `namespace/service`. */
export interface ListRequest {
  readonly applies: { readonly namespace: string; readonly service: string } | null;
}

/** Every object of the mesh kinds, by kind, namespace, name. */
export async function loadConfigList(
  store: ConfigStore,
  request: ListRequest,
  signal?: AbortSignal,
): Promise<ConfigList> {
  const snapshot = await store.list(signal);
  const mesh = snapshot.objects.filter((object) => meshKind(object.id.group, object.id.kind) !== null);
  const { applies } = request;
  const chosen =
    applies === null ? mesh : appliesTo(mesh, meshView(snapshot.objects), applies.namespace, applies.service);
  return {
    objects: [...chosen].sort(byIdentity).map((object) => ({
      id: object.id,
      apiVersion: object.apiVersion,
      status: statusOf(object),
      summary: summaryLine(object),
      version: object.version,
      origin: object.origin,
    })),
    unreadable: applies === null ? [...snapshot.unreadable] : [],
    warnings: [],
  };
}

function byIdentity(a: StoredObject, b: StoredObject): number {
  const key = ({ id }: StoredObject) => `${id.kind} ${id.group} ${id.namespace ?? ''} ${id.name}`;
  return key(a) < key(b) ? -1 : 1;
}

/** One object with what is to be said about it. Throws `not-found`. */
export async function loadConfigObject(
  store: ConfigStore,
  id: ObjectId,
  signal?: AbortSignal,
): Promise<ConfigObject> {
  const [object, snapshot] = await Promise.all([store.get(id, signal), store.list(signal)]);
  return answerOf(object, snapshot);
}

function answerOf(object: StoredObject, snapshot: ConfigSnapshot): ConfigObject {
  const { id, apiVersion, text, version, origin } = object;
  return { object: { id, apiVersion, text, version, origin }, assessment: assess(snapshot, id, text) };
}

/** What is to be said about a text that is not saved. `id` null = a new object. */
export async function validateText(
  store: ConfigStore,
  id: ObjectId | null,
  text: string,
  signal?: AbortSignal,
): Promise<Assessment> {
  return assess(await store.list(signal), id, text);
}

/**
 * Saves a text that passes the checks. Throws `invalid-object` with every mistake, `conflict` with both texts,
 * `read-only`. `baseVersion` null creates.
 */
export async function saveObject(
  store: ConfigStore,
  id: ObjectId,
  text: string,
  baseVersion: string | null,
  signal?: AbortSignal,
  author?: string,
): Promise<ConfigObject> {
  const errors = checkText(text, { expected: id, judgePattern }).problems.filter(
    (problem) => problem.severity === 'error',
  );
  if (errors.length > 0) {
    const what = errors.length === 1 ? 'a mistake' : `${errors.length} mistakes`;
    throw new Fault('invalid-object', `${objectName(id)} was not saved: its text has ${what}.`, {
      hint: 'Mend what is marked and save again; nothing was changed.',
      issues: errors.map(({ path, message, line, column }) => ({ path, message, line, column })),
    });
  }
  const saved = await store.save(id, text, baseVersion, signal, author);
  return answerOf(saved, await store.list(signal));
}
