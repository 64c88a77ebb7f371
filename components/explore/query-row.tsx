'use client';
/** One query: its letter, its text, what became of it. */
import { Eye, EyeOff, Trash2 } from 'lucide-react';
import { DeferredPart, useDeferred } from '@/components/ui/deferred';
import { IconButton } from '@/components/ui/icon-button';
import { Pill } from '@/components/ui/pill';
import type { LookupWindow } from './lookups';
import type { PaneResult } from './pane-query';
import { QueryText } from './query-text';

export interface QueryRowProps {
  readonly letter: string;
  readonly text: string;
  readonly hidden: boolean;
  /** The last row cannot go. */
  readonly alone: boolean;
  /** Of the text that was asked; undefined while none came. */
  readonly result: PaneResult | undefined;
  readonly window: () => LookupWindow;
  readonly onText: (text: string) => void;
  readonly onRun: () => void;
  readonly onHide: () => void;
  readonly onRemove: () => void;
}

const advice = new DeferredPart(async () => (await import('./advice-lines')).AdviceLines);

export function QueryRow(props: QueryRowProps) {
  const { letter, text, hidden, alone, result } = props;
  const Advice = useDeferred(advice, text !== '');
  return (
    <li>
      <div className="flex items-start gap-1.5">
        <span
          aria-hidden="true"
          className="mt-1 grid size-6 shrink-0 place-items-center rounded-tag bg-raised font-mono font-semibold text-text-2 text-xs"
        >
          {letter}
        </span>
        <QueryText
          label={`Query ${letter}`}
          text={text}
          onText={props.onText}
          onRun={props.onRun}
          window={props.window}
        />
        <div className="flex h-8 shrink-0 items-center">
          <IconButton
            label={hidden ? `Draw query ${letter}` : `Do not draw query ${letter}`}
            aria-pressed={hidden}
            active={hidden}
            onClick={props.onHide}
          >
            {hidden ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
          </IconButton>
          <IconButton
            label={`Remove query ${letter}`}
            disabled={alone && text === ''}
            onClick={props.onRemove}
          >
            <Trash2 aria-hidden="true" />
          </IconButton>
        </div>
      </div>
      {result !== undefined && <Said result={result} />}
      {Advice !== null && <Advice text={text} />}
    </li>
  );
}

function Said({ result: { outcome, letter } }: { readonly result: PaneResult }) {
  if (outcome.kind === 'failed') {
    return (
      <p role="alert" className="pt-1 pl-8 text-failing text-xs">
        {outcome.message} {outcome.hint !== null && <span className="text-text-2">{outcome.hint}</span>}
      </p>
    );
  }
  if (outcome.kind === 'text') return null;
  const { series, found, seconds, warnings } = outcome;
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 pt-1 pl-8 text-text-3 text-xs tabular-nums">
      <span>
        {found === 1 ? '1 series' : `${found.toLocaleString('en-US')} series`} in {Math.round(seconds * 1000)}{' '}
        ms
      </span>
      {found > series.length && (
        <Pill tone="degraded">the first {series.length.toLocaleString('en-US')} are shown</Pill>
      )}
      {warnings.map((warning) => (
        <span key={`${letter}${warning}`} className="text-degraded">
          {warning}
        </span>
      ))}
    </p>
  );
}
