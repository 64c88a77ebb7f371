'use client';
/** News about the text itself: a draft that came back, a version that someone else saved meanwhile. */
import { History, Users } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from '@/components/ui/button';
import type { ObjectDraft } from './use-object-draft';
import type { ObjectWrites } from './use-object-writes';

export interface ObjectNoticeProps {
  draft: ObjectDraft;
  /** Deleted by someone else since it was opened. */
  isGone: boolean;
  mayWrite: boolean;
  writes: ObjectWrites;
  onReplace: (text: string) => void;
}

export function ObjectNotice({ draft, isGone, mayWrite, writes, onReplace }: ObjectNoticeProps) {
  const [seen, setSeen] = useState(false);
  if (isGone && draft.base !== null) {
    return (
      <Notice
        icon={<Users aria-hidden="true" className="size-4 text-degraded" />}
        text="Someone else deleted this object since you opened it."
      >
        {mayWrite && (
          <Button onClick={() => writes.showConflict({ theirs: null, yours: draft.text })}>Decide</Button>
        )}
      </Notice>
    );
  }
  if (draft.newer !== null) {
    const { newer } = draft;
    return (
      <Notice
        icon={<Users aria-hidden="true" className="size-4 text-degraded" />}
        text="Someone else saved this object since you opened it."
      >
        <Button onClick={() => writes.showConflict({ theirs: newer, yours: draft.text })}>Compare</Button>
      </Notice>
    );
  }
  if (!mayWrite || !draft.isRestored || seen || !draft.isChanged || draft.base === null) return null;
  return (
    <Notice
      icon={<History aria-hidden="true" className="size-4 text-text-3" />}
      text="Your unsaved changes from before are back."
    >
      <Button variant="quiet" onClick={() => setSeen(true)}>
        Go on
      </Button>
      <Button onClick={() => onReplace(draft.base?.text ?? '')}>Discard them</Button>
    </Notice>
  );
}

function Notice({ icon, text, children }: { icon: ReactNode; text: string; children: ReactNode }) {
  return (
    <div
      role="status"
      className="flex items-center gap-2 border-line border-b bg-accent-faint px-4 py-1.5 text-sm"
    >
      {icon}
      <span className="flex-1">{text}</span>
      {children}
    </div>
  );
}
