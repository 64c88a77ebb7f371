'use client';
/** Below the text: the fields around the cursor, each a way to it and to what stands beside it, and where that is. */
import { ChevronRight } from 'lucide-react';
import { Fragment, memo } from 'react';
import { Menu, MenuItem } from '@/components/ui/menu';
import type { OutlineEntry } from '@/lib/config/language/outline';
import type { ObjectPath } from '@/lib/config/yaml/positions';
import type { CursorPlace } from './editor/code-editor';

export interface PlaceBarProps {
  path: ObjectPath;
  outline: readonly OutlineEntry[];
  place: CursorPlace | null;
  /** A mistake stands at the cursor's line. */
  isWrong: boolean;
  onGoTo: (offset: number) => void;
}

const MOST_SIBLINGS = 60;

export function PlaceBar({ path, outline, place, isWrong, onGoTo }: PlaceBarProps) {
  const steps = path.map((_, index) => path.slice(0, index + 1));
  return (
    <nav
      aria-label="Place in the text"
      className="flex h-7 items-center gap-0.5 overflow-hidden whitespace-nowrap border-line border-t bg-canvas px-3 text-text-3 text-xs"
    >
      {steps.map((step, index) => (
        // A path may hold the same name twice.
        <Fragment key={step.join('/')}>
          {index > 0 && <ChevronRight aria-hidden="true" className="size-3 shrink-0" />}
          <Step
            step={step}
            outline={outline}
            isWrong={isWrong && index === steps.length - 1}
            onGoTo={onGoTo}
          />
        </Fragment>
      ))}
      {place !== null && (
        <span className="ml-auto pl-4 tabular-nums">
          Line {place.line}, column {place.column}
        </span>
      )}
    </nav>
  );
}

interface StepProps {
  step: ObjectPath;
  outline: readonly OutlineEntry[];
  isWrong: boolean;
  onGoTo: (offset: number) => void;
}

/** The same step is not drawn anew while the cursor moves. */
const Step = memo(function Step({ step, outline, isWrong, onGoTo }: StepProps) {
  const own = step.at(-1);
  const siblings = siblingsOf(outline, step);
  return (
    <Menu
      trigger={
        <button
          type="button"
          title="Go to it, or to what stands beside it"
          className={`h-6 rounded-tag px-1 font-mono hover:bg-raised ${isWrong ? 'text-failing' : 'text-text-2'}`}
        >
          {typeof own === 'number' ? `[${own}]` : own}
        </button>
      }
    >
      {siblings.slice(0, MOST_SIBLINGS).map((entry) => (
        <MenuItem key={entry.from} onSelect={() => onGoTo(entry.from)}>
          <span className="font-mono">{entry.label}</span>
          {entry.hint !== '' && <span className="max-w-48 truncate pl-2 text-text-3">{entry.hint}</span>}
        </MenuItem>
      ))}
    </Menu>
  );
}, isSameStep);

function isSameStep(before: StepProps, now: StepProps): boolean {
  return (
    before.outline === now.outline &&
    before.isWrong === now.isWrong &&
    before.onGoTo === now.onGoTo &&
    before.step.length === now.step.length &&
    before.step.every((part, index) => part === now.step[index])
  );
}

function siblingsOf(outline: readonly OutlineEntry[], step: ObjectPath): readonly OutlineEntry[] {
  return outline.filter(
    ({ path }) =>
      path.length === step.length && step.slice(0, -1).every((part, index) => path[index] === part),
  );
}
