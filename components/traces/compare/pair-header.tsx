'use client';
/** What the two traces are and how far they differ, in one line, with what can be done about it. */
import { ArrowRightLeft, Filter, Share2 } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { useScopedHref } from '@/components/shell/scope';
import { clockText, instantText } from '@/components/shell/time-text';
import { useTimeZone } from '@/components/shell/time-zone';
import { shortOperation } from '@/components/traces/names';
import { type TraceSource, traceHref } from '@/components/traces/reading/uploaded-registry';
import type { TraceModel } from '@/components/traces/trace-model';
import { useCopy } from '@/components/traces/use-copy';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { Quantity } from '@/components/ui/quantity';
import { CHANGES, type Change } from '@/lib/traces/compare/changes';
import { nameOf, serviceOf, startUnixUs } from '@/lib/traces/model/trace';
import { shortTraceId } from '@/lib/traces/trace-id';
import { Delta } from './delta';
import { ChangeMark } from './pair-cells';
import type { PairModel } from './pair-model';

export interface PairHeaderProps {
  model: PairModel;
  onSwap: () => void;
  onlyChanges: boolean;
  onToggleChanges: () => void;
}

const WORDS: Readonly<Record<Change, string>> = {
  slower: 'slower',
  faster: 'faster',
  added: 'only in B',
  removed: 'only in A',
  same: 'the same',
};

export function PairHeader({ model, onSwap, onlyChanges, onToggleChanges }: PairHeaderProps) {
  const { a, b, changes } = model;
  const copy = useCopy();
  const difference = rootNs(b) - rootNs(a);
  return (
    <div className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-2 border-line border-b px-4 py-2">
      <Side letter="A" model={a} source={model.sources.a} />
      <IconButton label="Swap A and B" shortcut="X" onClick={onSwap}>
        <ArrowRightLeft aria-hidden="true" />
      </IconButton>
      <Side letter="B" model={b} source={model.sources.b} />
      <div className="border-line border-l pl-3">
        <div className="text-2xs text-text-3 leading-[14px]">B takes</div>
        <div className="font-semibold text-lg leading-5">
          <Delta ns={difference} />
          {rootNs(a) > 0 && (
            <span className="ml-2 font-normal text-text-3 text-xs">
              × {(rootNs(b) / rootNs(a)).toPrecision(3)}
            </span>
          )}
        </div>
      </div>
      {/* Together, so that a narrow page takes all of it to a second line and no button alone. */}
      <div className="flex grow flex-wrap items-center justify-end gap-x-3 gap-y-2">
        <ul aria-label="Spans by what became of them" className="flex items-center gap-3 text-text-2 text-xs">
          {CHANGES.map((change, at) => (
            <li key={change} className="flex items-center whitespace-nowrap">
              {change !== 'same' && <ChangeMark change={change} />}
              <span className="mr-1 font-medium text-text tabular-nums">
                {(changes.counts[at] ?? 0).toLocaleString('en-US')}
              </span>
              {WORDS[change]}
            </li>
          ))}
        </ul>
        <Button
          active={onlyChanges}
          aria-pressed={onlyChanges}
          title="Slower or faster by a tenth of the span and a hundredth of the trace, or only in one · O"
          onClick={onToggleChanges}
        >
          <Filter aria-hidden="true" />
          Only changes
        </Button>
        <Button onClick={() => void copy(window.location.href, 'Link to this comparison copied')}>
          <Share2 aria-hidden="true" />
          Share
        </Button>
      </div>
    </div>
  );
}

function rootNs({ trace, root }: TraceModel): number {
  return trace.durationNs[root] ?? 0;
}

export interface SideProps {
  letter: 'A' | 'B';
  model: TraceModel;
  source: TraceSource;
}

export function Side({ letter, model, source }: SideProps) {
  const scoped = useScopedHref();
  const [zone] = useTimeZone();
  const { trace, root } = model;
  const startMs = startUnixUs(trace, root) / 1000;
  const title = `${serviceOf(trace, root)} ${nameOf(trace, root)}`;
  return (
    <div className="flex min-w-0 max-w-[216px] items-center gap-2 2xl:max-w-[280px]">
      <span className="grid size-5 shrink-0 place-items-center rounded-tag bg-accent font-semibold text-2xs text-on-accent">
        {letter}
      </span>
      <div className="min-w-0">
        <div className="flex items-baseline gap-2 font-semibold text-lg leading-5">
          <Quantity value={rootNs(model) / 1000} unit="us" />
          <span className="whitespace-nowrap font-normal text-text-3 text-xs">
            {trace.count.toLocaleString('en-US')} {trace.count === 1 ? 'span' : 'spans'}
            {model.failed > 0 && <span className="text-failing">, {model.failed} failed</span>}
          </span>
        </div>
        <div className="truncate text-text-3 text-xs" title={title}>
          <Link
            href={scoped(traceHref(trace.traceId, source)) as Route}
            prefetch={false}
            aria-label={`Open trace ${letter}, ${trace.traceId}`}
            className="font-mono text-accent hover:underline"
          >
            {shortTraceId(trace.traceId)}
          </Link>{' '}
          <span title={instantText(startMs, zone)}>{clockText(startMs, zone, true)}</span>{' '}
          {shortOperation(nameOf(trace, root))}
        </div>
      </div>
    </div>
  );
}
