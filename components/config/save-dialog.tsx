'use client';
/** The last look before a save: what is stored beside what will be. */
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ProblemState } from '@/components/ui/problem-state';
import { objectName } from '@/lib/config/identity';
import type { ObjectId } from '@/lib/config/store';
import { DiffView } from './diff-view';

export interface SaveDialogProps {
  id: ObjectId;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Null creates. */
  storedText: string | null;
  text: string;
  changes: string;
  warnings: number;
  busy: boolean;
  problem: unknown;
  onSave: () => void;
}

export function SaveDialog(props: SaveDialogProps) {
  const { id, open, onOpenChange, storedText, text, changes, warnings, busy, problem, onSave } = props;
  const found = warnings === 0 ? '' : ` ${warnings} ${warnings === 1 ? 'warning stays' : 'warnings stay'}.`;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="full"
      title={storedText === null ? `Create ${objectName(id)}` : `Save ${objectName(id)}`}
      description={`${changes}.${found}`}
      footer={
        <>
          <Button size="md" onClick={() => onOpenChange(false)}>
            Back to the text
          </Button>
          <Button size="md" variant="primary" busy={busy} onClick={onSave}>
            {storedText === null ? 'Create' : 'Save'}
          </Button>
        </>
      }
    >
      {problem !== null && <ProblemState compact problem={problem} />}
      <div className="h-[58vh] overflow-hidden rounded-control border border-line">
        <DiffView
          before={storedText ?? ''}
          after={text}
          beforeLabel={storedText === null ? 'Nothing is stored yet' : 'Stored now'}
          afterLabel="After the save"
        />
      </div>
    </Dialog>
  );
}
