'use client';
/** Two people changed the same object: both texts side by side, and the choice which to go on with. */
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import type { Conflict } from '@/lib/config/contract';
import { objectName } from '@/lib/config/identity';
import type { ObjectId } from '@/lib/config/store';
import { DiffView } from './diff-view';

export interface ConflictDialogProps {
  id: ObjectId;
  conflict: Conflict;
  yours: string;
  onClose: () => void;
  /** Go on with the own text over what is stored now. */
  onKeepMine: () => void;
  /** Drop the own text. */
  onTakeTheirs: () => void;
}

export function ConflictDialog({
  id,
  conflict,
  yours,
  onClose,
  onKeepMine,
  onTakeTheirs,
}: ConflictDialogProps) {
  const isGone = conflict.theirs === null;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="full"
      title={isGone ? `${objectName(id)} was deleted meanwhile` : `${objectName(id)} was changed meanwhile`}
      description={
        isGone
          ? 'Someone deleted it while you were editing. Nothing of yours is lost.'
          : 'Someone saved another text while you were editing. Nothing was overwritten.'
      }
      footer={
        <>
          <Button size="md" onClick={onClose}>
            Back to the text
          </Button>
          <Button size="md" onClick={onTakeTheirs}>
            {isGone ? 'Leave it deleted' : 'Take theirs'}
          </Button>
          <Button size="md" variant="primary" onClick={onKeepMine}>
            {isGone ? 'Create it again' : 'Keep mine'}
          </Button>
        </>
      }
    >
      <div className="h-[58vh] overflow-hidden rounded-control border border-line">
        <DiffView
          before={conflict.theirs?.text ?? ''}
          after={yours}
          beforeLabel={isGone ? 'Theirs: deleted' : 'Theirs, stored now'}
          afterLabel="Yours, not saved"
        />
      </div>
    </Dialog>
  );
}
