'use client';
/** What is wrong with the line of the cursor, beside it where there is room, else below, with the fix as a button. */
import { completionStatus } from '@codemirror/autocomplete';
import type { EditorView } from '@codemirror/view';
import { Info, OctagonAlert, TriangleAlert, X } from 'lucide-react';
import { useLayoutEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import type { TextProblem } from '@/lib/config/yaml/problem';
import { applyTextEdits } from './diagnostics';

export interface ProblemCardProps {
  view: EditorView;
  problems: readonly TextProblem[];
  /** Changes whenever the place may have moved. */
  moved: number;
  mayFix: boolean;
}

const WIDTH_PX = 360;
const GAP_PX = 28;

const MARKS = {
  error: { Icon: OctagonAlert, className: 'text-failing' },
  warning: { Icon: TriangleAlert, className: 'text-degraded' },
  info: { Icon: Info, className: 'text-text-3' },
};

export function ProblemCard({ view, problems, moved, mayFix }: ProblemCardProps) {
  const card = useRef<HTMLDivElement>(null);
  const [dismissed, setDismissed] = useState<string | null>(null);
  const { doc, selection } = view.state;
  const line = doc.lineAt(selection.main.head);
  const problem = problems.find((candidate) => candidate.line === line.number);
  const key = problem === undefined ? null : `${problem.line}:${problem.message}`;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `moved` tells that the line stands elsewhere on screen
  useLayoutEffect(() => {
    if (card.current !== null) place(view, card.current, line.to);
  }, [view, line.to, moved, key]);

  // What fits here is shown in the same place, and mends it more often than not.
  if (problem === undefined || key === dismissed || completionStatus(view.state) === 'active') return null;
  const { Icon, className } = MARKS[problem.severity];
  const { fix } = problem;
  return (
    <div
      ref={card}
      role="note"
      aria-label="Problem on this line"
      className="invisible absolute z-10 w-[360px] rounded-card border border-control bg-surface p-3 text-sm shadow-overlay"
    >
      <div className="grid grid-cols-[14px_minmax(0,1fr)_auto] gap-2">
        <Icon aria-hidden="true" className={`mt-1 size-3.5 ${className}`} />
        <p className="text-pretty">{problem.message}</p>
        <button
          type="button"
          aria-label="Hide"
          onClick={() => setDismissed(key)}
          className="grid size-6 place-items-center rounded-tag text-text-3 hover:bg-raised hover:text-text"
        >
          <X aria-hidden="true" className="size-3.5" />
        </button>
      </div>
      {fix !== null && mayFix && (
        <div className="mt-2 flex items-center gap-2 pl-[22px]">
          <Button variant="primary" onClick={() => applyTextEdits(view, fix.edits)}>
            {fix.label}
          </Button>
          <Kbd>Alt Enter</Kbd>
        </div>
      )}
    </div>
  );
}

/** By CSSOM, after the browser knows the card's height. */
function place(view: EditorView, card: HTMLElement, lineEnd: number): void {
  const coords = view.coordsAtPos(lineEnd);
  const frame = card.parentElement?.getBoundingClientRect();
  const text = view.contentDOM.getBoundingClientRect();
  const visible = view.scrollDOM.getBoundingClientRect();
  if (
    coords === null ||
    frame === undefined ||
    coords.top < visible.top - 4 ||
    coords.bottom > visible.bottom + 4
  ) {
    card.style.visibility = 'hidden';
    return;
  }
  const beside = coords.right - frame.left + GAP_PX;
  const fits = beside + WIDTH_PX + 12 <= frame.width;
  const left = fits ? beside : Math.min(text.left - frame.left + 24, frame.width - WIDTH_PX - 12);
  const below = coords.bottom - frame.top + 6;
  const above = coords.top - frame.top - card.offsetHeight - 6;
  const top = fits ? coords.top - frame.top - 12 : below + card.offsetHeight > frame.height ? above : below;
  card.style.left = `${Math.max(8, left)}px`;
  card.style.top = `${Math.max(4, Math.min(top, frame.height - card.offsetHeight - 8))}px`;
  card.style.visibility = 'visible';
}
