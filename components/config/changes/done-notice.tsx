/** What a change set did, and the way back. */
import { CircleCheck, Undo2 } from 'lucide-react';
import { ObjectLink } from '@/components/config/object-link';
import { Button } from '@/components/ui/button';
import type { ChangesAnswer } from '@/lib/config/changes/contract';
import { objectKey } from '@/lib/config/identity';

const WORDS = { create: 'created', change: 'changed', delete: 'deleted' };

export function DoneNotice({
  done,
  busy,
  onUndo,
}: {
  done: ChangesAnswer;
  busy: boolean;
  onUndo: () => void;
}) {
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-2 border-line border-b bg-healthy-wash px-4 py-2 text-sm"
    >
      <CircleCheck aria-hidden="true" className="size-4 text-healthy" />
      <span className="font-medium">Saved:</span>
      {done.steps.map(({ id, action }) => (
        <span key={objectKey(id)} className="inline-flex items-center gap-1.5">
          <ObjectLink id={id} />
          <span className="text-text-2 text-xs">{WORDS[action]}</span>
        </span>
      ))}
      <Button className="ml-auto" busy={busy} onClick={onUndo}>
        <Undo2 aria-hidden="true" />
        Undo all
      </Button>
    </div>
  );
}
