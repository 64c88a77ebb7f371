'use client';
/**
 * The same edges and nodes as the picture, as tables with every number: for the keyboard, for screen readers and for
 * copying. It stands below the picture or beside it; this browser remembers which.
 */
import { PanelBottom, PanelRight, X } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { GraphElements } from '@/components/graph/elements';
import type { GraphTarget } from '@/components/graph/emphasis';
import type { Steps } from '@/components/graph/find/use-steps';
import { classNames } from '@/components/ui/class-names';
import { IconButton } from '@/components/ui/icon-button';
import { usePreference } from '@/components/ui/preference';
import { SegmentedControl } from '@/components/ui/segmented-control';
import type { GraphAnswer } from '@/lib/graph/contract';
import { type EdgeColumn, edgeValue } from './edge-rows';
import { type NodeColumn, nodeValue } from './node-rows';
import { type RowColumn, RowsTable } from './rows-table';

const EDGE_COLUMNS: readonly RowColumn<EdgeColumn>[] = [
  { id: 'name', label: 'Edge', width: 'minmax(240px, 1fr)' },
  { id: 'health', label: 'Health', width: '64px' },
  { id: 'protocol', label: 'Protocol', width: '76px' },
  { id: 'rate', label: 'Rate', unit: 'rps', width: '92px' },
  { id: 'errors', label: 'Errors', unit: 'share', width: '84px' },
  { id: 'clientErrors', label: '4xx', unit: 'share', width: '76px' },
  { id: 'avg', label: 'Mean', unit: 'ms', width: '84px' },
  { id: 'p50', label: 'p50', unit: 'ms', width: '84px' },
  { id: 'p95', label: 'p95', unit: 'ms', width: '84px' },
  { id: 'p99', label: 'p99', unit: 'ms', width: '84px' },
  { id: 'bytes', label: 'Throughput', unit: 'bytesPerSecond', width: '100px' },
  { id: 'mtls', label: 'mTLS', unit: 'share', width: '76px' },
];
/** Messages are only there when they were asked for. */
const MESSAGES: RowColumn<EdgeColumn> = {
  id: 'messages',
  label: 'Messages',
  unit: 'messages',
  width: '96px',
};
const NODE_COLUMNS: readonly RowColumn<NodeColumn>[] = [
  { id: 'name', label: 'Node', width: 'minmax(200px, 1fr)' },
  { id: 'namespace', label: 'Namespace', width: '130px' },
  { id: 'kind', label: 'Kind', width: '110px' },
  { id: 'health', label: 'Health', width: '64px' },
  { id: 'rateIn', label: 'Rate in', unit: 'rps', width: '92px' },
  { id: 'errorsIn', label: 'Errors in', unit: 'share', width: '84px' },
  { id: 'rateOut', label: 'Rate out', unit: 'rps', width: '92px' },
  { id: 'errorsOut', label: 'Errors out', unit: 'share', width: '90px' },
  { id: 'tcpIn', label: 'TCP in', unit: 'bytesPerSecond', width: '92px' },
  { id: 'tcpOut', label: 'TCP out', unit: 'bytesPerSecond', width: '92px' },
  { id: 'rank', label: 'Rank', unit: 'count', width: '64px' },
  { id: 'signs', label: 'Signs', width: '180px' },
];
const NODE_ERRORS: readonly NodeColumn[] = ['errorsIn', 'errorsOut'];
const EDGE_ERRORS: readonly EdgeColumn[] = ['errors'];

export interface GraphTableProps {
  readonly elements: GraphElements;
  readonly answer: GraphAnswer;
  readonly selected: GraphTarget | null;
  readonly steps: Pick<Steps, 'ids' | 'current'>;
  readonly onSelect: (target: GraphTarget) => void;
  readonly onClose: () => void;
}

export function GraphTable({ elements, answer, selected, steps, onSelect, onClose }: GraphTableProps) {
  const matched = useMemo(() => new Set(steps.ids), [steps.ids]);
  const [place, setPlace] = usePreference('graph.table-place', 'below');
  const [rows, setRows] = useState<'edges' | 'nodes'>('edges');
  const beside = place === 'beside';
  const minutes = Math.round((answer.window.toSeconds - answer.window.fromSeconds) / 60);
  return (
    <section
      aria-label={rows === 'edges' ? 'Edges of the graph' : 'Nodes of the graph'}
      data-table={place}
      className={classNames(
        'flex flex-col border-line bg-surface',
        beside ? 'w-[46%] min-w-72 border-l' : 'h-[42%] min-h-40 border-t',
      )}
    >
      <header className="flex h-10 shrink-0 items-center gap-2 border-line border-b pr-2 pl-3">
        <SegmentedControl
          label="Rows"
          value={rows}
          onValueChange={setRows}
          segments={[
            { value: 'edges', label: 'Edges' },
            { value: 'nodes', label: 'Nodes' },
          ]}
        />
        <span className="min-w-0 truncate text-text-3 text-xs">
          {rows === 'edges' ? elements.lines.length : elements.cards.length}, averages over {minutes} min
        </span>
        <span className="flex-1" />
        <IconButton
          label={beside ? 'Put the table below' : 'Put the table beside'}
          onClick={() => setPlace(beside ? null : 'beside')}
        >
          {beside ? <PanelBottom aria-hidden="true" /> : <PanelRight aria-hidden="true" />}
        </IconButton>
        <IconButton label="Close the table" shortcut="T" onClick={onClose}>
          <X aria-hidden="true" />
        </IconButton>
      </header>
      {rows === 'edges' ? (
        <RowsTable
          label="Edges"
          rows={elements.lines}
          columns={
            elements.lines.some(({ edge }) => edge.messages !== null)
              ? [...EDGE_COLUMNS, MESSAGES]
              : EDGE_COLUMNS
          }
          cellOf={edgeValue}
          first={{ column: 'rate', descending: true }}
          selected={selected?.kind === 'edge' ? selected.id : null}
          matched={matched}
          current={steps.current}
          rateColumn="rate"
          errorColumns={EDGE_ERRORS}
          onSelect={(id) => onSelect({ kind: 'edge', id })}
        />
      ) : (
        <RowsTable
          label="Nodes"
          rows={elements.cards}
          columns={NODE_COLUMNS}
          cellOf={nodeValue}
          first={{ column: 'rateIn', descending: true }}
          selected={selected?.kind === 'node' ? selected.id : null}
          matched={matched}
          current={steps.current}
          rateColumn="rateIn"
          errorColumns={NODE_ERRORS}
          onSelect={(id) => onSelect({ kind: 'node', id })}
        />
      )}
    </section>
  );
}
