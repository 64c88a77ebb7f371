'use client';
/** What is to be said of the arranging: that it takes a while, that it failed, that much has changed. */
import { LoaderCircle, TriangleAlert, Wand2, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Arrangement, ArrangementNote } from '@/components/graph/use-layout';
import type { GraphView } from '@/components/graph/view-state';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { quantityText } from '@/lib/mesh/quantity';
import { LAYOUT_NAMES } from './layout-names';

export interface ArrangementNotesProps {
  readonly arrangement: Arrangement;
  readonly layout: GraphView['layout'];
}

export function ArrangementNotes({ arrangement, layout }: ArrangementNotesProps) {
  const { busy, note, cancel, dismiss, arrangeAgain } = arrangement;
  if (busy !== null) {
    const done = busy.phase === 'routing' && busy.share !== null ? `, ${Math.round(busy.share * 100)} %` : '';
    return (
      <Note
        icon={<LoaderCircle aria-hidden="true" className="size-3.5 text-accent motion-safe:animate-spin" />}
      >
        <span role="status">
          {LAYOUT_NAMES[layout]}{' '}
          {busy.phase === 'placing' ? 'places the cards' : `is done, lines follow${done}`}
        </span>
        <Button variant="quiet" className="!h-6 text-accent" onClick={cancel}>
          Cancel
        </Button>
      </Note>
    );
  }
  if (note === null) return null;
  const Icon = note.kind === 'failed' ? TriangleAlert : Wand2;
  return (
    <Note icon={<Icon aria-hidden="true" className="size-3.5 text-text-3" />}>
      <span role="status">{wordsOf(note)}</span>
      {note.kind !== 'anew' && (
        <Button
          variant="quiet"
          className="!h-6 text-accent"
          onClick={() => {
            dismiss();
            arrangeAgain();
          }}
        >
          {note.kind === 'failed' ? 'Try again' : 'Arrange again'}
        </Button>
      )}
      <IconButton label="Dismiss" className="!size-6" onClick={dismiss}>
        <X aria-hidden="true" className="!size-3.5" />
      </IconButton>
    </Note>
  );
}

function wordsOf(note: ArrangementNote): string {
  switch (note.kind) {
    case 'failed':
      return `${LAYOUT_NAMES[note.name]} gave up (${note.reason}): arranged by layers instead.`;
    case 'anew':
      return note.share > 1
        ? 'Most nodes are new or gone, so all were arranged anew.'
        : `${quantityText(note.share, 'share')} of the nodes came or went, so all were arranged anew.`;
    case 'patched':
      return `${quantityText(note.share, 'share')} of the nodes came or went since this was arranged.`;
  }
  return note satisfies never;
}

function Note({ icon, children }: { readonly icon: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="flex h-7 max-w-[min(560px,60vw)] items-center gap-2 truncate rounded-control border border-line bg-surface pr-1 pl-2.5 text-text-2 text-xs">
      {icon}
      {children}
    </div>
  );
}
