/** A change set from the API: checked as each object would be by itself, then rehearsed or made. */
import { readLargeTexts } from '@/lib/config/assess-thread/read-large-texts';
import { assessThread } from '@/lib/config/assess-thread/thread';
import { ownProblems } from '@/lib/config/check/own-problems';
import type { ConfigSource } from '@/lib/config/config-source';
import type { ElsewhereAnswer } from '@/lib/config/contract';
import { objectName } from '@/lib/config/identity';
import { holdsLargeText } from '@/lib/config/large-object';
import { liveAnalysis } from '@/lib/config/live-analysis';
import { LARGE_TEXT } from '@/lib/config/yaml/limits';

import { Fault } from '@/lib/mesh/fault';
import { applyChanges, rehearseChanges } from './apply';
import type { Change } from './change';
import type { ChangesAnswer } from './contract';
import { findingsOfChanges } from './findings-of-changes';

/** Throws `invalid-object` with every mistake of every text; else as `applyChanges`. */
export async function saveChanges(
  source: ConfigSource,
  request: { readonly changes: readonly Change[]; readonly rehearse: boolean },
  options: { readonly author: string; readonly signal?: AbortSignal },
): Promise<ChangesAnswer> {
  await refuseMistakes(source, request.changes, options.signal);
  await readLargeTexts(
    request.changes.map(({ text }) => text),
    options.signal,
  );
  if (request.rehearse) {
    const steps = await rehearseChanges(source.store, request.changes, options.signal);
    return {
      findings: [...(await changeFindings(source, request.changes, options.signal))],
      steps: steps.map(({ id, action, because }) => ({ id, action, because, version: null })),
      undo: [],
    };
  }
  const { steps, undo } = await applyChanges(source.store, request.changes, options);
  return { findings: [], steps: steps.map((step) => ({ ...step, because: '' })), undo: [...undo] };
}

async function changeFindings(
  { store, suppress }: ConfigSource,
  changes: readonly Change[],
  signal?: AbortSignal,
): Promise<readonly ElsewhereAnswer[]> {
  const { objects } = await store.list(signal);
  const length = changes.reduce((sum, { text }) => sum + (text?.length ?? 0), 0);
  if (length >= LARGE_TEXT || holdsLargeText(objects)) {
    return assessThread().changes({ objects, suppress }, changes, signal);
  }
  const live = liveAnalysis(store);
  live.follow(objects, suppress);
  return findingsOfChanges(live, changes);
}

async function refuseMistakes(
  { schemas }: ConfigSource,
  changes: readonly Change[],
  signal?: AbortSignal,
): Promise<void> {
  const issues = [];
  for (const { id, text } of changes) {
    if (text === null) continue;
    const problems = await ownProblems(id, text, schemas, signal);
    const errors = problems.filter((problem) => problem.severity === 'error');
    for (const { path, message, line, column } of errors) {
      issues.push({ path, message: `${objectName(id)}: ${message}`, line, column });
    }
  }
  if (issues.length === 0) return;
  const what = issues.length === 1 ? 'a mistake' : `${issues.length} mistakes`;
  throw new Fault('invalid-object', `Nothing was saved: the texts have ${what}.`, {
    hint: 'Mend what is marked and save again.',
    issues,
  });
}
