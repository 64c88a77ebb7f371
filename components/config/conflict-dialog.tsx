'use client';
/** Two people changed the same object: both texts and the one they came from, and the choice which to go on with. */
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { SegmentedControl } from '@/components/ui/segmented-control';
import type { Conflict } from '@/lib/config/contract';
import { objectName } from '@/lib/config/identity';
import { mergeTexts } from '@/lib/config/merge-texts';
import type { ObjectId } from '@/lib/config/store';
import { DiffView } from './diff-view';

export interface ConflictDialogProps {
  id: ObjectId;
  conflict: Conflict;
  /** The text that both started from; null = there was none. */
  base: string | null;
  yours: string;
  onClose: () => void;
  /** Go on with the own text over what is stored now. */
  onKeepMine: () => void;
  /** Drop the own text. */
  onTakeTheirs: () => void;
  /** Go on with a text that holds both. */
  onMerge: (text: string) => void;
}

type Side = 'both' | 'theirs' | 'yours' | 'merged';

export function ConflictDialog(props: ConflictDialogProps) {
  const { id, conflict, base, yours, onClose, onMerge } = props;
  const isGone = conflict.theirs === null;
  const theirs = conflict.theirs?.text ?? '';
  const merged = isGone || base === null ? null : mergeTexts(base, yours, theirs);
  const [side, setSide] = useState<Side>('both');
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="full"
      title={isGone ? `${objectName(id)} was deleted meanwhile` : `${objectName(id)} was changed meanwhile`}
      description={
        isGone
          ? 'Someone deleted it while you were editing. Nothing of yours is lost.'
          : merged === null
            ? 'Someone saved another text while you were editing. Nothing was overwritten. Both changed the same lines.'
            : 'Someone saved another text while you were editing. Nothing was overwritten. Both changes fit together.'
      }
      footer={
        <>
          <Button size="md" onClick={onClose}>
            Back to the text
          </Button>
          <Button size="md" onClick={props.onTakeTheirs}>
            {isGone ? 'Leave it deleted' : 'Take theirs'}
          </Button>
          <Button size="md" variant={merged === null ? 'primary' : 'default'} onClick={props.onKeepMine}>
            {isGone ? 'Create it again' : 'Keep mine'}
          </Button>
          {merged !== null && (
            <Button size="md" variant="primary" onClick={() => onMerge(merged)}>
              Take both
            </Button>
          )}
        </>
      }
    >
      <div className="grid gap-3">
        {base !== null && (
          <SegmentedControl
            label="Compare"
            className="justify-self-start"
            value={side}
            onValueChange={setSide}
            segments={[
              { value: 'both', label: 'Theirs and yours' },
              { value: 'theirs', label: isGone ? 'What they deleted' : 'What they changed' },
              { value: 'yours', label: 'What you changed' },
              ...(merged === null ? [] : [{ value: 'merged' as const, label: 'Both together' }]),
            ]}
          />
        )}
        <div className="h-[54vh] overflow-hidden rounded-control border border-line">
          <DiffView {...compared(side, { base: base ?? '', theirs, yours, merged: merged ?? '', isGone })} />
        </div>
      </div>
    </Dialog>
  );
}

interface Texts {
  readonly base: string;
  readonly theirs: string;
  readonly yours: string;
  readonly merged: string;
  readonly isGone: boolean;
}

function compared(side: Side, { base, theirs, yours, merged, isGone }: Texts) {
  const theirLabel = isGone ? 'Theirs: deleted' : 'Theirs, stored now';
  const baseLabel = 'As both started';
  const yourLabel = 'Yours, not saved';
  switch (side) {
    case 'both':
      return { before: theirs, after: yours, beforeLabel: theirLabel, afterLabel: yourLabel };
    case 'theirs':
      return { before: base, after: theirs, beforeLabel: baseLabel, afterLabel: theirLabel };
    case 'yours':
      return { before: base, after: yours, beforeLabel: baseLabel, afterLabel: yourLabel };
    case 'merged':
      return { before: theirs, after: merged, beforeLabel: theirLabel, afterLabel: 'Both together' };
    default:
      return side satisfies never;
  }
}
