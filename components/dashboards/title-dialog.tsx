'use client';
/** Asks for a dashboard's title and does with it what is wanted; what fails is told beside the field. */
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ProblemState } from '@/components/ui/problem-state';
import { TextField } from '@/components/ui/text-field';

export interface TitleDialogProps {
  readonly heading: string;
  /** What the field holds at first. */
  readonly initial: string;
  /** Words below the field, by the trimmed title. */
  readonly hint: (title: string) => string;
  /** Words of the button that goes ahead. */
  readonly action: string;
  /** False while something that `onTitle` needs is still on its way. */
  readonly ready: boolean;
  /** Gets the trimmed title, never an empty one. What it throws is shown, and the dialog stays open. */
  readonly onTitle: (title: string) => Promise<void>;
  readonly onClose: () => void;
}

export function TitleDialog({ heading, initial, hint, action, ready, onTitle, onClose }: TitleDialogProps) {
  const [text, setText] = useState(initial);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const title = text.trim();
  const isReady = ready && title !== '';
  const go = async () => {
    if (!isReady || busy) return;
    setBusy(true);
    setProblem(null);
    try {
      await onTitle(title);
      onClose();
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="sm"
      title={heading}
      footer={
        <>
          <Button size="md" onClick={onClose}>
            Cancel
          </Button>
          <Button size="md" variant="primary" busy={busy} disabled={!isReady} onClick={() => void go()}>
            {action}
          </Button>
        </>
      }
    >
      <form
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          void go();
        }}
      >
        <TextField
          label="Title"
          autoFocus
          maxLength={500}
          value={text}
          onChange={(event) => setText(event.target.value)}
          hint={hint(title)}
        />
        {problem !== null && <ProblemState problem={problem} compact />}
      </form>
    </Dialog>
  );
}
