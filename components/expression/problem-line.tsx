'use client';
/** What is wrong with an expression, with a mark below its column, and what was probably meant as a button. */
import { CircleAlert, PenLine } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import type { Problem } from '@/lib/expression/problem';

export interface ProblemLineProps {
  readonly id: string;
  readonly problem: Problem;
  /** It may become right by typing on. */
  readonly unfinished: boolean;
  /** Pixels that the field's text is scrolled by. */
  readonly scroll: number;
  readonly onFix: (text: string) => void;
}

/** Where the field's text begins, in pixels. */
const TEXT_FROM = 33;

export function ProblemLine({ id, problem, unfinished, scroll, onFix }: ProblemLineProps) {
  const { from, message, nearest } = problem;
  const Icon = unfinished ? PenLine : CircleAlert;
  return (
    <div className="relative">
      <span
        aria-hidden="true"
        style={{ left: `max(10px, min(calc(${TEXT_FROM - scroll}px + ${from}ch), calc(100% - 16px)))` }}
        className={classNames(
          'absolute -top-[5px] size-2 rotate-45 border-t border-l bg-surface font-mono text-xs',
          unfinished ? 'border-line' : 'border-failing',
        )}
      />
      <div id={id} role="status" className="flex items-start gap-2 px-2.5 py-1.5 text-text text-xs">
        <Icon
          aria-hidden="true"
          className={classNames('mt-0.5 size-3.5 shrink-0', unfinished ? 'text-text-3' : 'text-failing')}
        />
        <span className="min-w-0 flex-1 leading-[18px]">
          {!unfinished && <span className="text-text-3">Column {from + 1}: </span>}
          {message}
        </span>
        {nearest !== null && !unfinished && (
          <Button
            className="!h-6 font-mono"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onFix(nearest)}
          >
            {nearest}
          </Button>
        )}
      </div>
    </div>
  );
}
