/** Whose hand else is in what a set of changes writes: a note for each object that is stored already. */
import type { Change } from '@/lib/config/changes/change';
import { objectKey, objectName } from '@/lib/config/identity';
import { ManagersNote } from './managers-note';

/** Each is one question to the cluster. */
const MOST_ASKED = 20;

/** Nothing where nobody else has a hand in any of them. */
export function SetManagers({ changes }: { changes: readonly Change[] }) {
  const stored = changes.flatMap(({ id, text, baseVersion }) =>
    text === null || baseVersion === null ? [] : [{ id, text }],
  );
  const left = stored.length - MOST_ASKED;
  return (
    <div className="grid gap-2 p-4 empty:hidden">
      {stored.slice(0, MOST_ASKED).map(({ id, text }) => (
        <ManagersNote key={objectKey(id)} id={id} text={text} title={objectName(id)} />
      ))}
      {left > 0 && (
        <p className="text-sm text-text-2">
          Who manages {left === 1 ? 'the last object' : `the other ${left} objects`} was not asked.
        </p>
      )}
    </div>
  );
}
