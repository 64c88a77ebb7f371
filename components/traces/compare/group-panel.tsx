'use client';
/** The panel beside a trace among its like: what explains the difference, and the span in focus. */
import { useMemo } from 'react';
import { TabPanel, Tabs } from '@/components/ui/tabs';
import { placeDifferences, placesOf } from '@/lib/traces/compare/group';
import { Delta } from './delta';
import { ExplainList } from './explain-list';
import { GroupSpanPanel, type GroupSpanPanelProps } from './group-span-panel';
import type { CompareFocus } from './use-compare-focus';

export interface GroupPanelProps extends Omit<GroupSpanPanelProps, 'row' | 'place'> {
  readonly focus: CompareFocus;
}

export function GroupPanel({ focus, ...props }: GroupPanelProps) {
  const { model, group, look } = props;
  const { row, panel } = focus;
  const shown = panel === 'span' && row !== null ? 'span' : 'explains';
  const places = useMemo(() => placesOf(model.trace), [model]);
  const parts = useMemo(
    () =>
      placeDifferences(model, group).map((place) => ({
        service: place.service,
        name: place.name,
        explainsNs: place.explainsNs,
        row: place.row,
        note: noteOf(place.spans, place.usualSpans, place.share),
        wasNs: place.usualPathNs,
        isNs: place.pathNs,
      })),
    [model, group],
  );
  return (
    <>
      <Tabs
        id="trace-group"
        label="What is unusual"
        value={shown}
        onValueChange={focus.openPanel}
        items={[
          { value: 'explains', label: 'What explains it' },
          ...(row === null ? [] : [{ value: 'span' as const, label: 'Span' }]),
        ]}
      />
      <TabPanel tabs="trace-group" value={shown} className="min-h-0 flex-1 overflow-y-auto">
        {shown === 'explains' && (
          <div className="p-4">
            <p className="text-sm">
              <Delta ns={model.path.totalNs - group.meanPathNs} className="font-semibold" />
              <span className="ml-1.5 text-text-3 text-xs">in all</span>
            </p>
            <p className="mt-1 mb-3 text-text-3 text-xs">
              Time on the critical path less the group’s mean at the same place. The parts add up to the
              whole.
            </p>
            <ExplainList parts={parts} look={look} onPick={(at) => focus.reveal(at, model.trace)} />
          </div>
        )}
        {shown === 'span' && row !== null && (
          <GroupSpanPanel
            {...props}
            row={row}
            place={group.places.get(places.keys[places.place[row] ?? 0] ?? '')}
          />
        )}
      </TabPanel>
    </>
  );
}

function noteOf(spans: number, usual: number, share: number): string | null {
  if (spans === 0) return `Not here; ${Math.round(share * 100)} % of its like have it`;
  if (share === 0) return 'None of its like has it';
  return Math.abs(spans - usual) < 0.5
    ? null
    : `${spans} ${spans === 1 ? 'span' : 'spans'}, usually ${Number(usual.toPrecision(2))}`;
}
