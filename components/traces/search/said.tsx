'use client';
/** What was done, in one line: how many were found, how many were looked at, who judged what, and what is missing. */
import { Info, TriangleAlert } from 'lucide-react';
import { ageText, clockText } from '@/components/shell/time-text';
import { useTimeZone } from '@/components/shell/time-zone';
import { Button } from '@/components/ui/button';
import { Tooltip } from '@/components/ui/tooltip';
import type { TraceSearchAnswer } from '@/lib/traces/contract';

export interface SaidProps {
  readonly answer: TraceSearchAnswer;
  readonly loadingMore: boolean;
  readonly onMore: () => void;
}

export function Said({ answer, loadingMore, onMore }: SaidProps) {
  const { traces, window, looked, here, warnings, next } = answer;
  const [zone] = useTimeZone();
  const span = ageText((window.toSeconds - window.fromSeconds) * 1000);
  const all = looked.traces === traces.length;
  const figure = (count: number) => count.toLocaleString('en');
  return (
    <div role="status" className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 text-sm">
      <p>
        <strong className="font-semibold tabular-nums">
          {figure(traces.length)} {traces.length === 1 ? 'trace' : 'traces'} found
        </strong>
        <span className="text-text-2">
          {all ? ' in ' : `, looked at ${figure(looked.traces)} of the `}
          {all ? '' : 'last '}
          {next === null ? span : `${ageText(window.toSeconds * 1000 - looked.fromUs / 1000)} of ${span}`}
          {here.length === 0 ? '; the search ran in Jaeger' : '; part of it was judged here, not in Jaeger'}
        </span>
      </p>
      <Tooltip content={<Judged here={here} />}>
        <button
          type="button"
          aria-label="Who judged what"
          className="grid size-6 place-items-center text-text-3"
        >
          <Info aria-hidden="true" className="size-3.5" />
        </button>
      </Tooltip>
      {next !== null && (
        <Button busy={loadingMore} onClick={onMore} title={`Before ${clockText(next / 1000, zone, true)}`}>
          Look further back
        </Button>
      )}
      {warnings.map((warning) => (
        <p key={warning.message} className="flex items-center gap-1.5 text-text-2">
          <TriangleAlert aria-hidden="true" className="size-3.5 text-degraded" />
          {warning.message}
        </p>
      ))}
    </div>
  );
}

function Judged({ here }: { readonly here: readonly string[] }) {
  if (here.length === 0) return <>Jaeger compared everything that was asked, each on a single span.</>;
  return (
    <span className="grid gap-1">
      <span>Jaeger cannot compare these, so Periplus judged each trace that Jaeger found:</span>
      {here.map((condition) => (
        <span key={condition} className="font-mono [font-variant-ligatures:none]">
          {condition}
        </span>
      ))}
    </span>
  );
}
