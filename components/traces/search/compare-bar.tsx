'use client';
/** The traces picked for comparison, over the foot of the list. */
import { ArrowRightLeft, X } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { useScopedHref } from '@/components/shell/scope';
import { clockText, type TimeZone } from '@/components/shell/time-text';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { Quantity } from '@/components/ui/quantity';
import type { TraceSummary } from '@/lib/traces/contract';
import { shortTraceId } from '@/lib/traces/trace-id';
import { type Cohort, compareHref, pickLetter } from './cohort';

export interface CompareBarProps {
  readonly cohort: Cohort;
  /** Of the current results; a picked trace of another search is shown by its id. */
  readonly known: ReadonlyMap<string, TraceSummary>;
  readonly zone: TimeZone;
}

export function CompareBar({ cohort, known, zone }: CompareBarProps) {
  const scoped = useScopedHref();
  const { picked } = cohort;
  const [a, b] = picked;
  if (a === undefined) return null;
  return (
    <section
      aria-label="Traces to compare"
      className="pointer-events-none absolute inset-x-0 bottom-9 z-20 flex justify-center px-4"
    >
      <div className="pointer-events-auto flex max-w-full flex-wrap items-center gap-x-4 gap-y-2 rounded-card border border-line bg-surface px-3 py-2 text-sm shadow-overlay">
        <strong className="font-semibold">{picked.length} picked</strong>
        {[a, b].map(
          (id, index) =>
            id !== undefined && <Picked key={id} index={index} id={id} trace={known.get(id)} zone={zone} />,
        )}
        {b !== undefined && (
          <IconButton label="Swap A and B" onClick={cohort.swap}>
            <ArrowRightLeft aria-hidden="true" />
          </IconButton>
        )}
        {b === undefined ? (
          <span className="text-text-2">Pick a second one to compare with.</span>
        ) : (
          <Button asChild variant="primary" size="md">
            <Link href={scoped(compareHref(a, b)) as Route} prefetch={false}>
              Compare A and B
            </Link>
          </Button>
        )}
        <IconButton label="Pick none" onClick={cohort.clear}>
          <X aria-hidden="true" />
        </IconButton>
      </div>
    </section>
  );
}

function Picked({
  index,
  id,
  trace,
  zone,
}: {
  readonly index: number;
  readonly id: string;
  readonly trace: TraceSummary | undefined;
  readonly zone: TimeZone;
}) {
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap">
      <span className="grid size-5 place-items-center rounded-tag bg-accent font-semibold text-2xs text-on-accent">
        {pickLetter(index)}
      </span>
      {trace === undefined ? (
        <span title={id} className="font-mono text-xs">
          {shortTraceId(id)}
        </span>
      ) : (
        <>
          <span className="tabular-nums">{clockText(trace.startUs / 1000, zone, true)}</span>
          <Quantity value={trace.durationUs} unit="us" className="font-medium" />
        </>
      )}
    </span>
  );
}
