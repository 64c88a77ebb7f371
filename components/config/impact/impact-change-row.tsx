'use client';
/** One change: who calls whom, what becomes of it, the figures before and after, and the lines that cause it. */
import { CircleCheck, CircleDot, OctagonAlert, TriangleAlert } from 'lucide-react';
import { ObjectLink } from '@/components/config/object-link';
import { Prose } from '@/components/config/prose';
import { Quantity } from '@/components/ui/quantity';
import { objectKey } from '@/lib/config/identity';
import type { ObjectId } from '@/lib/config/store';
import type { ImpactChange, ImpactFigure } from '@/lib/insight/impact/contract';
import { quantityText } from '@/lib/mesh/quantity';

const MARKS = {
  bad: { Icon: OctagonAlert, className: 'text-failing', label: 'Breaks' },
  caution: { Icon: TriangleAlert, className: 'text-degraded', label: 'Look at this' },
  good: { Icon: CircleCheck, className: 'text-healthy', label: 'Better' },
  quiet: { Icon: CircleDot, className: 'text-text-3', label: 'Changes' },
} as const;

export function ToneMark({ tone }: { tone: ImpactChange['tone'] }) {
  const { Icon, className, label } = MARKS[tone];
  return <Icon role="img" aria-label={label} className={`mt-0.5 size-4 shrink-0 ${className}`} />;
}

export interface ImpactChangeRowProps {
  change: ImpactChange;
  /** The object whose text is open; its lines are gone to at once. */
  open: ObjectId | null;
  onLine: ((line: number) => void) | undefined;
}

export function ImpactChangeRow({ change, open, onLine }: ImpactChangeRowProps) {
  const { tone, sentence, condition, figures, causes, affectedPerSecond, ratePerSecond, protocol } = change;
  const told = figures.filter(hasSomething);
  return (
    <li className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-2.5 border-line border-b px-4 py-3 text-sm">
      <ToneMark tone={tone} />
      <div className="grid min-w-0 gap-1.5">
        <p className="text-pretty">
          <Prose text={sentence} />
        </p>
        <p className="text-pretty text-text-3 text-xs">
          {affectedText(affectedPerSecond)} of {quantityText(ratePerSecond, 'rps')}
          {protocol === 'tcp' && ' (connections)'}
          {condition !== null && `: ${condition}`}
        </p>
        {told.length > 0 && (
          <dl className="grid grid-cols-[minmax(0,1fr)_auto_auto_auto] gap-x-3 gap-y-0.5 text-xs tabular-nums">
            {told.map((figure) => (
              <Figure key={figure.label} figure={figure} />
            ))}
          </dl>
        )}
        <span className="flex flex-wrap items-center gap-x-3">
          {causes.map(({ object, line }) =>
            open !== null && objectKey(open) === objectKey(object) && onLine !== undefined ? (
              line !== null && (
                <button
                  key={objectKey(object)}
                  type="button"
                  onClick={() => onLine(line)}
                  className="link min-h-6 rounded-tag text-xs"
                >
                  Line {line}
                </button>
              )
            ) : (
              <ObjectLink key={objectKey(object)} id={object} line={line} />
            ),
          )}
        </span>
      </div>
    </li>
  );
}

function hasSomething({ before, after, observed, beforeText }: ImpactFigure): boolean {
  if (beforeText !== null) return true;
  const isNought = (before?.to ?? 0) === 0 && (after?.to ?? 0) === 0;
  return !isNought || (before === null && observed !== null);
}

function affectedText({ from, to }: ImpactChange['affectedPerSecond']): string {
  const [low, high] = [quantityText(from, 'rps'), quantityText(to, 'rps')];
  if (low === high) return low;
  return from === 0 ? `up to ${high}` : `${low} to ${high}`;
}

function Figure({ figure }: { figure: ImpactFigure }) {
  const { label, beforeText, afterText, unit, before, after, observed } = figure;
  if (beforeText !== null) {
    return (
      <>
        <dt className="text-text-3">{label}</dt>
        <dd className="col-span-3 text-pretty">
          {beforeText} → <span className="font-semibold">{afterText}</span>
        </dd>
      </>
    );
  }
  const kind = unit === 'share' ? 'share' : unit === 'seconds' ? 'ms' : 'count';
  const value = (given: number | null | undefined) =>
    given == null ? null : unit === 'seconds' ? given * 1000 : given;
  return (
    <>
      <dt className="min-w-0 truncate text-text-2" title={label}>
        {label}
      </dt>
      <dd className="text-right">
        {before === null && after === null ? null : (
          <Quantity value={value(before?.to)} unit={kind} note="now, by the rules" />
        )}
      </dd>
      <dd className="text-right font-semibold">
        {before === null && after === null ? null : (
          <>
            <span className="font-normal text-text-3">→ </span>
            <Quantity value={value(after?.to)} unit={kind} note="then" />
          </>
        )}
      </dd>
      <dd className="text-right text-text-3">
        {observed !== null && (
          <>
            seen <Quantity value={value(observed)} unit={kind} note="in this window" />
          </>
        )}
      </dd>
    </>
  );
}
