/** What a change set did, and the way back, for as long as the tab lives. */
import { CircleCheck, Undo2, X } from 'lucide-react';
import { ObjectLink } from '@/components/config/object-link';
import { Button } from '@/components/ui/button';
import { objectKey } from '@/lib/config/identity';
import type { DoneChanges } from './done-changes';

const WORDS = { create: 'created', change: 'changed', delete: 'deleted' };
const MOST_SHOWN = 6;

export interface DoneNoticeProps {
  done: DoneChanges;
  busy: boolean;
  onUndo: () => void;
  onForget: () => void;
}

export function DoneNotice({ done, busy, onUndo, onForget }: DoneNoticeProps) {
  const { steps, title, savedAtMs } = done;
  const at = new Date(savedAtMs);
  return (
    <div
      role="status"
      aria-label={`Saved: ${title}`}
      className="flex flex-wrap items-center gap-x-2 gap-y-1 border-line border-b bg-healthy-wash px-4 py-2 text-sm"
    >
      <CircleCheck aria-hidden="true" className="size-4 shrink-0 text-healthy" />
      <span className="font-medium">Saved: {title}</span>
      <time
        dateTime={at.toISOString()}
        title={at.toLocaleString()}
        className="text-text-2 text-xs tabular-nums"
      >
        {at.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}
      </time>
      {steps.slice(0, MOST_SHOWN).map(({ id, action }) => (
        <span key={objectKey(id)} className="inline-flex min-w-0 items-center gap-1.5">
          <ObjectLink id={id} />
          <span className="text-text-2 text-xs">{WORDS[action]}</span>
        </span>
      ))}
      {steps.length > MOST_SHOWN && (
        <span className="text-text-2 text-xs">and {steps.length - MOST_SHOWN} more</span>
      )}
      <span className="ml-auto inline-flex items-center gap-1">
        <Button busy={busy} onClick={onUndo}>
          <Undo2 aria-hidden="true" />
          {steps.length === 1 ? 'Undo' : 'Undo all'}
        </Button>
        <button
          type="button"
          aria-label={`Keep ${title} and hide this`}
          title="Keep the change and hide this"
          onClick={onForget}
          className="grid size-7 place-items-center rounded-control text-text-3 hover:bg-raised hover:text-text"
        >
          <X aria-hidden="true" className="size-3.5" />
        </button>
      </span>
    </div>
  );
}
