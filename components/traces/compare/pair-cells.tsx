/** One merged row: what became of it, its name, its two bars and its figures. */
import { ArrowDown, ArrowUp, Minus, Plus } from 'lucide-react';
import { ErrorMark } from '@/components/traces/error-mark';
import { shortOperation } from '@/components/traces/names';
import { ServiceSwatch } from '@/components/traces/service-swatch';
import { TablePart } from '@/components/traces/table-part';
import { classNames } from '@/components/ui/class-names';
import { Quantity } from '@/components/ui/quantity';
import { CHANGES, type Change } from '@/lib/traces/compare/changes';
import { rowDifference } from '@/lib/traces/compare/explain';
import { FAILED, hasFlag } from '@/lib/traces/model/trace';
import { Delta } from './delta';
import { type PairModel, wordsOf } from './pair-model';
import { TwoBars } from './two-bars';

const ICONS: Readonly<Record<Change, { icon: typeof Plus; words: string; tone: string } | null>> = {
  slower: { icon: ArrowUp, words: 'Slower in B', tone: 'text-degraded' },
  faster: { icon: ArrowDown, words: 'Faster in B', tone: 'text-healthy' },
  added: { icon: Plus, words: 'Only in B', tone: 'text-accent' },
  removed: { icon: Minus, words: 'Only in A', tone: 'text-text-3' },
  same: null,
};

export function ChangeMark({ change }: { change: Change }) {
  const mark = ICONS[change];
  if (mark === null) return <span className="w-4 shrink-0" />;
  const Icon = mark.icon;
  return (
    <Icon role="img" aria-label={mark.words} className={classNames('mr-0.5 size-3.5 shrink-0', mark.tone)} />
  );
}

export function PairName({ model, row }: { model: PairModel; row: number }) {
  const { service, name } = wordsOf(model, row);
  const change = CHANGES[model.changes.change[row] ?? 4] ?? 'same';
  const { a, b } = model.alignment;
  const failedA = hasFailed(model.a.trace, a[row]);
  const failedB = hasFailed(model.b.trace, b[row]);
  return (
    <>
      <ChangeMark change={change} />
      {(failedA || failedB) && (
        <ErrorMark
          own={failedB}
          label={failedA && failedB ? 'Failed in both:' : failedB ? 'Failed in B:' : 'Failed in A:'}
          className="mr-1.5"
        />
      )}
      <ServiceSwatch series={model.look.series.get(service)} cue={model.look.cues.get(service)} />
      <span title={`${service} ${name}`} className="ml-1.5 min-w-0 truncate">
        <span className="font-semibold">{model.look.names.get(service) ?? service}</span>{' '}
        <span className="text-text-2">{shortOperation(name)}</span>
      </span>
    </>
  );
}

function hasFailed(trace: PairModel['a']['trace'], row: number | undefined): boolean {
  return row !== undefined && row >= 0 && hasFlag(trace, row, FAILED);
}

export function PairCells({ model, row }: { model: PairModel; row: number }) {
  const difference = rowDifference(model.a, model.b, model.alignment, row);
  const { kind, durationNs, selfNs, pathNs } = difference;
  const quiet = CHANGES[model.changes.change[row] ?? 4] === 'same';
  const figure = 'min-w-0 truncate px-2 text-right text-xs';
  return (
    <>
      <TablePart role="gridcell" className="relative h-full min-w-0 overflow-hidden border-line border-l">
        <TwoBars model={model} row={row} />
      </TablePart>
      <TablePart role="gridcell" className={figure}>
        {kind === 'only-b' ? <None /> : <Quantity value={durationNs.a / 1000} unit="us" />}
      </TablePart>
      <TablePart role="gridcell" className={figure}>
        {kind === 'only-a' ? <None /> : <Quantity value={durationNs.b / 1000} unit="us" />}
      </TablePart>
      <TablePart role="gridcell" className={figure}>
        <Delta ns={kind === 'both' ? durationNs.b - durationNs.a : null} quiet={quiet} />
      </TablePart>
      <TablePart role="gridcell" className={figure}>
        <Delta ns={selfNs.b - selfNs.a} quiet={quiet} />
      </TablePart>
      <TablePart role="gridcell" className={classNames(figure, 'pr-3')}>
        <Delta ns={pathNs.b - pathNs.a} quiet={quiet} />
      </TablePart>
    </>
  );
}

function None() {
  return <span className="text-text-3">none</span>;
}
