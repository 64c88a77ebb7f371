/**
 * Makes a change set as one: all of it is checked first, then written in a safe order, and put back in full when
 * a write fails. A store has no transactions, so putting back is done by writing again; what that could not
 * restore is named with its text.
 */
import { isDeepStrictEqual } from 'node:util';
import { objectKey, objectName } from '@/lib/config/identity';
import { isFields } from '@/lib/config/simulation/read/fields';
import type { ConfigStore, ObjectId, StoredObject } from '@/lib/config/store';
import { readYaml } from '@/lib/config/yaml/read-yaml';
import { Fault } from '@/lib/mesh/fault';
import type { Change, ChangeStep, ChangesDone, DoneStep } from './change';
import { planChanges } from './plan';

export interface ChangeSetOptions {
  readonly author?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The writes that would be made, after asking the store whether it would take each. Throws as `applyChanges` does. */
export async function rehearseChanges(
  store: ConfigStore,
  changes: readonly Change[],
  signal?: AbortSignal,
): Promise<readonly ChangeStep[]> {
  const stored = await storedNow(store, signal);
  refuseDoubles(changes);
  refuseConflicts(store, changes, stored);
  for (const change of changes) await store.rehearse(change.id, change.text, change.baseVersion, signal);
  return planChanges(changes, stored);
}

/**
 * Throws `conflict` (nothing was written; `data.conflicts` holds both texts of each), what the store refuses
 * (nothing was written), or the fault of the write that failed with `data.restored` and `data.notRestored`.
 */
export async function applyChanges(
  store: ConfigStore,
  changes: readonly Change[],
  { author, signal }: ChangeSetOptions = {},
): Promise<ChangesDone> {
  const steps = await rehearseChanges(store, changes, signal);
  const before = await storedNow(store, signal);
  const versions = new Map([...before].map(([key, object]) => [key, object.version]));
  const done: DoneStep[] = [];
  for (const step of steps) {
    try {
      done.push(await write(store, step, versions, author));
    } catch (error) {
      throw await putBack(store, done, before, versions, step, error, author);
    }
  }
  return { steps: lastOfEach(done), undo: undoOf(lastOfEach(done), before) };
}

async function storedNow(store: ConfigStore, signal?: AbortSignal): Promise<Map<string, StoredObject>> {
  const { objects } = await store.list(signal);
  return new Map(objects.map((object) => [objectKey(object.id), object]));
}

function refuseDoubles(changes: readonly Change[]): void {
  const seen = new Set<string>();
  for (const { id } of changes) {
    const key = objectKey(id);
    if (seen.has(key)) {
      throw new Fault('bad-request', `${objectName(id)} stands twice in the changes.`, {
        hint: 'Keep one of the two; nothing was changed.',
      });
    }
    seen.add(key);
  }
}

function refuseConflicts(
  store: ConfigStore,
  changes: readonly Change[],
  stored: ReadonlyMap<string, StoredObject>,
): void {
  const conflicts = changes.flatMap(({ id, text, baseVersion }) => {
    const now = stored.get(objectKey(id)) ?? null;
    if (isStillThere(store, baseVersion, now?.version ?? null)) return [];
    return [{ id, theirs: now === null ? null : { text: now.text, version: now.version }, yours: text }];
  });
  if (conflicts.length === 0) return;
  const names = conflicts.map(({ id }) => objectName(id)).join(', ');
  throw new Fault('conflict', `Changed by someone else meanwhile: ${names}. Nothing was saved.`, {
    hint: 'Compare the texts and choose what to keep.',
    data: { conflicts },
  });
}

/** A controller that wrote a status meanwhile has changed nothing that anybody edits. */
function isStillThere(store: ConfigStore, base: string | null, now: string | null): boolean {
  if (base === now) return true;
  return base !== null && now !== null && store.isSameContent?.(base, now) === true;
}

/** The request's signal is not passed on: a write that was begun is finished or put back. */
async function write(
  store: ConfigStore,
  { id, text, action }: ChangeStep,
  versions: Map<string, string>,
  author: string | undefined,
): Promise<DoneStep> {
  const key = objectKey(id);
  const version = versions.get(key) ?? null;
  if (text === null) {
    await store.remove(id, version ?? '', undefined, author);
    versions.delete(key);
    return { id, action, version: null };
  }
  const saved = await store.save(id, text, version, undefined, author);
  versions.set(key, saved.version);
  return { id, action, version: saved.version };
}

async function putBack(
  store: ConfigStore,
  done: readonly DoneStep[],
  before: ReadonlyMap<string, StoredObject>,
  versions: Map<string, string>,
  failed: ChangeStep,
  error: unknown,
  author: string | undefined,
): Promise<Fault> {
  const restored: { id: ObjectId; version: string | null }[] = [];
  const notRestored: { id: ObjectId; text: string | null; why: string }[] = [];
  const textBefore = (id: ObjectId) => before.get(objectKey(id))?.text ?? null;
  const left = await leftByFailure(store, failed, textBefore(failed.id), versions, error);
  if (left === 'unknown') {
    const why = 'whether it was written is not known';
    notRestored.push({ id: failed.id, text: textBefore(failed.id), why });
  }
  const written = left === 'written' ? [...done, { ...failed, version: null }] : done;
  for (const { id } of lastOfEach(written).reverse()) {
    const text = textBefore(id);
    try {
      const { version } = await write(store, { id, text, action: 'change', because: '' }, versions, author);
      restored.push({ id, version });
    } catch (problem) {
      notRestored.push({ id, text, why: wordsOf(problem) });
    }
  }
  const putBackNames = restored.map(({ id }) => objectName(id)).join(', ');
  const outcome =
    notRestored.length === 0
      ? `Everything is as it was before${restored.length === 0 ? '' : `: ${putBackNames} put back`}.`
      : `Could not be put back: ${notRestored.map(({ id, why }) => `${objectName(id)} (${why})`).join(', ')}.`;
  const fault = error instanceof Fault ? error : null;
  return new Fault(
    fault?.code ?? 'internal',
    `${objectName(failed.id)} was not written: ${wordsOf(error)} ${outcome}`,
    {
      hint: notRestored.length === 0 ? (fault?.hint ?? 'Try again.') : 'Save the texts below by hand.',
      issues: fault?.issues ?? [],
      data: { failed: failed.id, restored, notRestored },
      cause: error,
      ...(fault?.source === undefined ? {} : { source: fault.source }),
    },
  );
}

/** Faults by which a store does not say whether the write came about; any other is a refusal. */
const IN_DOUBT = new Set<string>(['source-unreachable', 'source-timeout', 'source-bad-data', 'internal']);

/**
 * What a failed write left behind: its answer may have been lost after it was made. Noted in `versions` then, so that
 * it can be put back. What somebody else may have written is `unknown`, since nothing of theirs is overwritten.
 */
async function leftByFailure(
  store: ConfigStore,
  { id, text }: ChangeStep,
  textBefore: string | null,
  versions: Map<string, string>,
  error: unknown,
): Promise<'untouched' | 'written' | 'unknown'> {
  if (error instanceof Fault && !IN_DOUBT.has(error.code)) return 'untouched';
  const key = objectKey(id);
  try {
    // Asked as a rehearsal, because reading alone may be answered from what was known last.
    await store.rehearse(id, textBefore ?? text, versions.get(key) ?? null);
    return 'untouched';
  } catch (refusal) {
    const found =
      refusal instanceof Fault && refusal.code === 'conflict' ? theirsIn(refusal.data) : undefined;
    if (found === undefined || !isSameObject(found?.text ?? null, text)) return 'unknown';
    if (found === null) versions.delete(key);
    else versions.set(key, found.version);
    return 'written';
  }
}

/** What a conflict says is stored; null = nothing is, undefined = it does not say. */
function theirsIn(data: unknown): { readonly text: string; readonly version: string } | null | undefined {
  const { theirs } = (data ?? {}) as { theirs?: { readonly text: string; readonly version: string } | null };
  return theirs;
}

/** A cluster gives a text back in its own form, with fields of its own in `metadata`. */
function isSameObject(stored: string | null, written: string | null): boolean {
  if (stored === null || written === null || stored === written) return stored === written;
  return isDeepStrictEqual(withoutMetadata(stored), withoutMetadata(written));
}

function withoutMetadata(text: string): unknown {
  const reading = readYaml(text);
  return reading.kind === 'value' && isFields(reading.value) ? { ...reading.value, metadata: null } : text;
}

function wordsOf(error: unknown): string {
  return error instanceof Fault ? error.message : 'the store failed without a reason.';
}

/** An object that was written twice counts once, as it stands at the end. */
function lastOfEach(done: readonly DoneStep[]): DoneStep[] {
  const last = new Map<string, DoneStep>();
  for (const step of done) last.set(objectKey(step.id), step);
  return [...last.values()];
}

function undoOf(done: readonly DoneStep[], before: ReadonlyMap<string, StoredObject>): readonly Change[] {
  return done.map(({ id, version }) => ({
    id,
    text: before.get(objectKey(id))?.text ?? null,
    baseVersion: version,
  }));
}
