/** A change set from the API: checked as each object would be by itself, then rehearsed or made. */
import { checkText } from '@/lib/config/check/check-text';
import { judgePattern } from '@/lib/config/check/judge-pattern';
import type { ConfigSource } from '@/lib/config/config-source';
import { objectName } from '@/lib/config/identity';
import { Fault } from '@/lib/mesh/fault';
import { applyChanges, rehearseChanges } from './apply';
import type { Change } from './change';
import type { ChangesAnswer } from './contract';
import { changeFindings } from './findings';

/** Throws `invalid-object` with every mistake of every text; else as `applyChanges`. */
export async function saveChanges(
  source: ConfigSource,
  request: { readonly changes: readonly Change[]; readonly rehearse: boolean },
  options: { readonly author: string; readonly signal?: AbortSignal },
): Promise<ChangesAnswer> {
  refuseMistakes(request.changes);
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

function refuseMistakes(changes: readonly Change[]): void {
  const issues = changes.flatMap(({ id, text }) =>
    text === null
      ? []
      : checkText(text, { expected: id, judgePattern })
          .problems.filter((problem) => problem.severity === 'error')
          .map(({ path, message, line, column }) => ({
            path,
            message: `${objectName(id)}: ${message}`,
            line,
            column,
          })),
  );
  if (issues.length === 0) return;
  const what = issues.length === 1 ? 'a mistake' : `${issues.length} mistakes`;
  throw new Fault('invalid-object', `Nothing was saved: the texts have ${what}.`, {
    hint: 'Mend what is marked and save again.',
    issues,
  });
}
