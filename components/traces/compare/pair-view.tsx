'use client';
/** Two compared traces on screen: figures, critical paths, the merged tree, and the panel that explains. */
import { useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { SidePanel } from '@/components/ui/side-panel';
import { CHANGES, withAncestors } from '@/lib/traces/compare/changes';
import { compareParsers } from './compare-state';
import { CompareTree } from './compare-tree';
import { PairCells, PairName } from './pair-cells';
import { PairHeader } from './pair-header';
import type { PairModel } from './pair-model';
import { PairPanel } from './pair-panel';
import { PathStrips } from './path-strips';
import { useCompareFocus } from './use-compare-focus';

const COLUMNS = 'minmax(200px,1.25fr) minmax(140px,1fr) 72px 72px 82px 82px 82px';
const SAME = CHANGES.indexOf('same');

export function PairView({ model }: { model: PairModel }) {
  const { alignment, changes } = model;
  const focus = useCompareFocus(alignment.count);
  const [{ a, b, sourceA, sourceB, changes: onlyChanges }, setUrl] = useQueryStates(compareParsers, {
    history: 'replace',
  });
  const kept = useMemo(
    () =>
      onlyChanges
        ? withAncestors(alignment, (row) => changes.change[row] !== SAME || changes.outcome[row] === 1)
        : null,
    [onlyChanges, alignment, changes],
  );
  const swap = () =>
    void setUrl({
      a: b,
      b: a,
      sourceA: sourceB,
      sourceB: sourceA,
      row: null,
      panel: focus.panel === 'span' ? null : focus.panel,
    });
  const toggleChanges = () => void setUrl({ changes: onlyChanges ? null : true });
  const onKey = (key: string): boolean => {
    const command = { x: swap, o: toggleChanges }[key];
    command?.();
    return command !== undefined;
  };
  return (
    <div className="flex h-full min-h-0 min-w-0 flex-col bg-surface">
      <PairHeader model={model} onSwap={swap} onlyChanges={onlyChanges} onToggleChanges={toggleChanges} />
      <div className="flex min-h-0 flex-1">
        <div className="flex min-h-0 min-w-0 flex-1 flex-col">
          <PathStrips model={model} onPick={(row) => focus.reveal(row, alignment)} />
          <CompareTree
            label="Spans of both traces"
            tree={alignment}
            focus={focus}
            kept={kept}
            differs={(row) => changes.change[row] !== SAME || changes.outcome[row] === 1}
            columns={COLUMNS}
            heads={[
              'Span',
              'A above, B below',
              'A',
              'B',
              <span key="d" title="Duration in B less duration in A">
                Duration
              </span>,
              <span key="s" title="Difference of the time that no child took">
                Self time
              </span>,
              <span key="p" title="Difference of the time on the critical path: adds up to the whole">
                Explains
              </span>,
            ]}
            name={(row) => <PairName model={model} row={row} />}
            cells={(row) => <PairCells model={model} row={row} />}
            onKey={onKey}
            empty={
              <p className="p-6 text-center text-sm text-text-2">
                No span differs by more than a tenth of itself and a hundredth of the trace.
              </p>
            }
          />
        </div>
        <SidePanel name="trace-compare" label="What differs" defaultWidth={420}>
          <PairPanel model={model} focus={focus} />
        </SidePanel>
      </div>
    </div>
  );
}
