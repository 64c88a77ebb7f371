'use client';
/** Where a trace stands among its like, which those are, and what can be done about it. */
import { Filter, Search, Share2 } from 'lucide-react';
import type { TraceSource } from '@/components/traces/reading/uploaded-registry';
import type { TraceModel } from '@/components/traces/trace-model';
import { useCopy } from '@/components/traces/use-copy';
import { Button } from '@/components/ui/button';
import { Quantity } from '@/components/ui/quantity';
import { quantileOf, rankIn, type TraceGroup } from '@/lib/traces/compare/group';
import { Side } from './pair-header';

export interface GroupHeaderProps {
  readonly model: TraceModel;
  readonly group: TraceGroup;
  readonly source: TraceSource;
  /** How the group was found, a line. */
  readonly said: string;
  readonly onlyUnusual: boolean;
  readonly onToggleUnusual: () => void;
  /** Opens and closes the choice of another search; null where there is none. */
  readonly choosing: boolean | null;
  readonly onChoose: () => void;
}

const FIGURES = [
  ['median', 0.5],
  ['p95', 0.95],
  ['longest', 1],
] as const;

export function GroupHeader(props: GroupHeaderProps) {
  const { model, group, source, said, onlyUnusual, choosing } = props;
  const copy = useCopy();
  const rank = rankIn(group.durationsNs, model.trace.durationNs[model.root] ?? 0);
  return (
    <div className="flex min-h-14 flex-wrap items-center gap-x-5 gap-y-2 border-line border-b px-4 py-2 text-sm">
      <Side letter="A" model={model} source={source} />
      <p>
        Slower than <strong className="font-semibold">{Math.round(rank * 100)} %</strong> of {group.size}{' '}
        {group.size === 1 ? 'trace' : 'traces'} like it
      </p>
      <dl className="flex gap-4 text-text-2 text-xs">
        {FIGURES.map(([label, q]) => (
          <div key={label} className="flex gap-1.5">
            <dt className="text-text-3">{label}</dt>
            <dd>
              <Quantity value={quantileOf(group.durationsNs, q) / 1000} unit="us" />
            </dd>
          </div>
        ))}
      </dl>
      <p className="text-text-3 text-xs">{said}</p>
      <span className="flex-1" />
      <Button
        active={onlyUnusual}
        aria-pressed={onlyUnusual}
        title="Slower than 95 % of its like, or only here · O"
        onClick={props.onToggleUnusual}
      >
        <Filter aria-hidden="true" />
        Only unusual
      </Button>
      {choosing !== null && (
        <Button active={choosing} aria-expanded={choosing} onClick={props.onChoose}>
          <Search aria-hidden="true" />
          Other traces
        </Button>
      )}
      <Button onClick={() => void copy(window.location.href, 'Link to this comparison copied')}>
        <Share2 aria-hidden="true" />
        Share
      </Button>
    </div>
  );
}
