/** Answers of the API of configuration: from a store's objects to lists, objects, checks and saves. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Fault } from '@/lib/mesh/fault';
import { assess, type DraftText } from './assess';
import { readLargeTexts } from './assess-thread/read-large-texts';
import { assessThread } from './assess-thread/thread';
import { ownProblems } from './check/own-problems';
import { schemaOfText } from './cluster-schema/text-schema';
import { eachCluster } from './clusters/each-cluster';
import type { ClusterSource, ConfigSource } from './config-source';
import type { Assessment, ConfigList, ConfigObject } from './contract';
import { gapWarnings } from './gap-warnings';
import { objectKey, objectName } from './identity';
import { meshKind } from './kind-lookup';
import { holdsLargeText } from './large-object';
import { type LiveAnalysis, liveAnalysis } from './live-analysis';
import { managerOf } from './manager';
import { largeSummaries, meshStatuses, rulingObjects } from './mesh-judgement';
import { notInstalledKinds } from './not-installed';
import { readMetadata } from './simulation/read/metadata';
import type { ConfigSnapshot, ObjectId, StoredObject } from './store';
import { summaryLine } from './summary/explain';
import { LARGE_TEXT } from './yaml/limits';

/** Which objects are wanted. `applies` = those that rule a service, `namespace/service`. */
export interface ListRequest {
  readonly applies: { readonly namespace: string; readonly service: string } | null;
}

/** Every object of the mesh kinds, by kind, namespace, name. */
export async function loadConfigList(
  source: ConfigSource,
  request: ListRequest,
  signal?: AbortSignal,
): Promise<ConfigList> {
  const snapshot = await source.store.list(signal);
  const statuses = await meshStatuses(source, snapshot.objects, signal);
  const { applies } = request;
  const chosen =
    applies === null
      ? snapshot.objects.filter((object) => meshKind(object.id.group, object.id.kind) !== null)
      : await rulingObjects(snapshot.objects, applies, signal);
  const summaries = await largeSummaries(snapshot.objects, signal);
  const entryOf = (object: StoredObject): ConfigList['objects'][number] => {
    const key = objectKey(object.id);
    return {
      id: object.id,
      apiVersion: object.apiVersion,
      status: statuses.get(key) ?? { errors: 0, warnings: 0 },
      summary: summaries.get(key) ?? summaryLine(object),
      version: object.version,
      origin: object.origin,
      labels: { ...readMetadata(object).labels },
      manager: managerOf(object),
    };
  };
  return {
    objects: await inTurns([...chosen].sort(byIdentity), entryOf),
    unreadable: applies === null ? [...snapshot.unreadable] : [],
    notInstalled: [...notInstalledKinds(snapshot.gaps)],
    warnings: gapWarnings(snapshot.gaps),
  };
}

function byIdentity(a: { readonly id: ObjectId }, b: { readonly id: ObjectId }): number {
  const key = ({ id }: { readonly id: ObjectId }) =>
    `${id.kind} ${id.group} ${id.namespace ?? ''} ${id.name} ${id.cluster ?? ''}`;
  return key(a) < key(b) ? -1 : 1;
}

/**
 * The same of every cluster, each judged by itself, in one order. A cluster that does not answer is told in a warning;
 * throws its `Fault` where none answers.
 */
export async function loadConfigLists(
  sources: readonly ClusterSource[],
  request: ListRequest,
  signal?: AbortSignal,
): Promise<ConfigList> {
  const [only] = sources;
  if (sources.length === 1 && only !== undefined) return loadConfigList(only.source, request, signal);
  const { answers, warnings } = await eachCluster(
    sources,
    (source) => loadConfigList(source, request, signal),
    signal,
  );
  return {
    objects: answers
      .flatMap(({ cluster, answer }) =>
        answer.objects.map((entry) => ({ ...entry, id: { ...entry.id, cluster } })),
      )
      .sort(byIdentity),
    unreadable: answers.flatMap(({ answer }) => answer.unreadable),
    // What some cluster has can be used there.
    notInstalled: (answers[0]?.answer.notInstalled ?? []).filter(({ group, kind }) =>
      answers.every(({ answer }) =>
        answer.notInstalled.some((one) => one.group === group && one.kind === kind),
      ),
    ),
    warnings: [
      ...warnings,
      ...answers.flatMap(({ cluster, answer }) =>
        answer.warnings.map((warning) => ({ ...warning, message: `Cluster ${cluster}: ${warning.message}` })),
      ),
    ],
  };
}

/** Objects whose line is made before others get their turn: some milliseconds the first time. */
const OBJECTS_A_TURN = 50;

async function inTurns<From, To>(all: readonly From[], make: (one: From) => To): Promise<To[]> {
  const made: To[] = [];
  for (let at = 0; at < all.length; at += OBJECTS_A_TURN) {
    if (at > 0) await nextTurn();
    made.push(...all.slice(at, at + OBJECTS_A_TURN).map(make));
  }
  return made;
}

/** One object with what is to be said about it. Throws `not-found`. */
export async function loadConfigObject(
  source: ConfigSource,
  id: ObjectId,
  signal?: AbortSignal,
): Promise<ConfigObject> {
  const { store } = source;
  const [object, snapshot] = await Promise.all([store.get(id, signal), store.list(signal)]);
  return answerOf(source, object, snapshot, signal);
}

async function answerOf(
  source: ConfigSource,
  object: StoredObject,
  snapshot: ConfigSnapshot,
  signal?: AbortSignal,
): Promise<ConfigObject> {
  const { id, apiVersion, text, version, origin } = object;
  return {
    object: { id, apiVersion, text, version, origin },
    assessment: await assessed(source, snapshot, { id, text, drafts: [] }, signal),
  };
}

/** Large texts, and texts beside one, are judged in a thread of their own: everybody else is answered meanwhile. */
async function assessed(
  source: ConfigSource,
  snapshot: ConfigSnapshot,
  { id, text, drafts }: { id: ObjectId | null; text: string; drafts: readonly DraftText[] },
  signal?: AbortSignal,
): Promise<Assessment> {
  const length = drafts.reduce((sum, draft) => sum + (draft.text?.length ?? 0), text.length);
  const { objects } = snapshot;
  const schema = await schemaOfText(source.schemas, text, signal);
  if (length < LARGE_TEXT && !holdsLargeText(objects)) {
    return assess(followed(source, snapshot), snapshot, id, text, { drafts, schema });
  }
  return assessThread().assess({ objects, suppress: source.suppress, id, text, drafts, schema }, signal);
}

function followed({ store, suppress }: ConfigSource, snapshot: ConfigSnapshot): LiveAnalysis {
  const live = liveAnalysis(store);
  live.follow(snapshot.objects, suppress);
  return live;
}

/** What is to be said about a text that is not saved, with others that would be saved with it. `id` null = a new object. */
export async function validateText(
  source: ConfigSource,
  question: { id: ObjectId | null; text: string; drafts: readonly DraftText[] },
  signal?: AbortSignal,
): Promise<Assessment> {
  return assessed(source, await source.store.list(signal), question, signal);
}

/**
 * Saves a text that passes the checks. Throws `invalid-object` with every mistake, `conflict` with both texts,
 * `read-only`. `baseVersion` null creates.
 */
export async function saveObject(
  source: ConfigSource,
  id: ObjectId,
  text: string,
  baseVersion: string | null,
  signal?: AbortSignal,
  author?: string,
): Promise<ConfigObject> {
  const problems = await ownProblems(id, text, source.schemas, signal);
  const errors = problems.filter((problem) => problem.severity === 'error');
  if (errors.length > 0) {
    const what = errors.length === 1 ? 'a mistake' : `${errors.length} mistakes`;
    throw new Fault('invalid-object', `${objectName(id)} was not saved: its text has ${what}.`, {
      hint: 'Mend what is marked and save again; nothing was changed.',
      issues: errors.map(({ path, message, line, column }) => ({ path, message, line, column })),
    });
  }
  await readLargeTexts([text], signal);
  const { store } = source;
  const saved = await store.save(id, text, baseVersion, signal, author);
  return answerOf(source, saved, await store.list(signal), signal);
}
