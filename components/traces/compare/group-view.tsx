'use client';
/** A trace among its like on screen: where it stands, its tree with what is usual, and what explains the difference. */
import { useMemo } from 'react';
import type { TraceModel } from '@/components/traces/trace-model';
import { Quantity } from '@/components/ui/quantity';
import { SidePanel } from '@/components/ui/side-panel';
import {
  placeDifferences,
  quantileOf,
  rankIn,
  rowsInGroup,
  type TraceGroup,
} from '@/lib/traces/compare/group';
import type { TraceGroupAnswer } from '@/lib/traces/compare/group-contract';
import { CompareTree } from './compare-tree';
import { Delta } from './delta';
import { ExplainList } from './explain-list';
import { GroupCells, GroupName, isUnusual } from './group-cells';
import { Side } from './pair-header';
import { serviceLook } from './pair-model';
import { useCompareFocus } from './use-compare-focus';

const COLUMNS = 'minmax(200px,1.25fr) minmax(140px,1fr) 80px 80px 96px 88px';

export interface GroupViewProps {
  model: TraceModel;
  group: TraceGroup;
  answer: TraceGroupAnswer;
}

export function GroupView({ model, group, answer }: GroupViewProps) {
  const { trace } = model;
  const focus = useCompareFocus(trace.count);
  const rows = useMemo(() => rowsInGroup(trace, group), [trace, group]);
  const look = useMemo(
    () => serviceLook([...trace.services, ...answer.places.map(({ service }) => service)]),
    [trace, answer],
  );
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
    <div className="flex h-full min-h-0 min-w-0 flex-col bg-surface">
      <Header model={model} group={group} answer={answer} />
      <div className="flex min-h-0 flex-1">
        <CompareTree
          label="Spans of the trace among its like"
          tree={trace}
          focus={focus}
          kept={null}
          differs={(row) => isUnusual(rows[row])}
          columns={COLUMNS}
          heads={['Span', 'This trace, and what is usual below', 'This', 'Usual', 'Slower than', 'In traces']}
          name={(row) => <GroupName model={model} look={look} row={row} />}
          cells={(row) => <GroupCells model={model} look={look} row={row} usual={rows[row]} />}
          onKey={() => false}
          empty={null}
        />
        <SidePanel name="trace-compare" label="What explains it" defaultWidth={420}>
          <div className="min-h-0 flex-1 overflow-y-auto p-4">
            <h2 className="font-semibold text-sm">
              What explains it <Delta ns={model.path.totalNs - group.meanPathNs} className="ml-2" />
            </h2>
            <p className="mt-1 mb-3 text-text-3 text-xs">
              Time on the critical path less the group’s mean at the same place. The parts add up to the
              whole.
            </p>
            <ExplainList parts={parts} look={look} onPick={(row) => focus.reveal(row, trace)} />
          </div>
        </SidePanel>
      </div>
    </div>
  );
}

function noteOf(spans: number, usual: number, share: number): string | null {
  if (spans === 0) return `Not here; ${Math.round(share * 100)} % of its like have it`;
  if (share === 0) return 'None of its like has it';
  return Math.abs(spans - usual) < 0.5 ? null : `${spans} spans, usually ${Number(usual.toPrecision(2))}`;
}

function Header({ model, group, answer }: GroupViewProps) {
  const ownNs = model.trace.durationNs[model.root] ?? 0;
  const rank = rankIn(group.durationsNs, ownNs);
  const at = (q: number) => quantileOf(group.durationsNs, q) / 1000;
  return (
    <div className="flex min-h-14 flex-wrap items-center gap-x-5 gap-y-2 border-line border-b px-4 py-2 text-sm">
      <Side letter="A" model={model} />
      <p>
        Slower than <strong className="font-semibold">{Math.round(rank * 100)} %</strong> of {group.size}{' '}
        {group.size === 1 ? 'trace' : 'traces'} like it
      </p>
      <dl className="flex gap-4 text-text-2 text-xs">
        {(
          [
            ['median', 0.5],
            ['p95', 0.95],
            ['longest', 1],
          ] as const
        ).map(([label, q]) => (
          <div key={label} className="flex gap-1.5">
            <dt className="text-text-3">{label}</dt>
            <dd>
              <Quantity value={at(q)} unit="us" />
            </dd>
          </div>
        ))}
      </dl>
      <span className="flex-1" />
      <p className="text-text-3 text-xs">
        {answer.looked} traces looked at
        {answer.warnings.map(({ message }) => (
          <span key={message}> · {message}</span>
        ))}
      </p>
    </div>
  );
}
