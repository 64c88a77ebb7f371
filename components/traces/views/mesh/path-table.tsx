'use client';
/** The edges that a trace took: calls, time, and what metrics counted on them meanwhile. */
import { ErrorMark } from '@/components/traces/error-mark';
import { Quantity } from '@/components/ui/quantity';
import type { PathEdge, PathNode } from '@/lib/insight/trace-path';

export interface PathTableProps {
  readonly edges: readonly PathEdge[];
  readonly nodes: readonly PathNode[];
  readonly selected: number | null;
  readonly onSelect: (row: number) => void;
}

export function PathTable({ edges, nodes, selected, onSelect }: PathTableProps) {
  const names = new Map(nodes.map(({ key, name }) => [key, name]));
  return (
    <div className="max-h-[40%] shrink-0 overflow-y-auto border-line border-t">
      <table className="w-full text-xs tabular-nums">
        <thead className="sticky top-0 bg-surface text-text-3">
          <tr className="h-8 border-line border-b [&_th]:px-2 [&_th]:text-right [&_th]:font-normal">
            <th scope="col" className="!pl-4 !text-left w-[36%]">
              Edge
            </th>
            <th scope="col">Calls</th>
            <th scope="col">Failed</th>
            <th scope="col">Time in all</th>
            <th scope="col">Mean</th>
            <th scope="col">p95 of the edge</th>
            <th scope="col">Rate of the edge</th>
            <th scope="col" className="!pr-4">
              Errors of the edge
            </th>
          </tr>
        </thead>
        <tbody>
          {edges.map((edge) => (
            <Row
              key={`${edge.from}>${edge.to}`}
              edge={edge}
              name={`${names.get(edge.from)} → ${names.get(edge.to)}`}
              isSelected={edge.row === selected}
              onSelect={onSelect}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly edge: PathEdge;
  readonly name: string;
  readonly isSelected: boolean;
  readonly onSelect: (row: number) => void;
}

function Row({ edge, name, isSelected, onSelect }: RowProps) {
  const { traffic, failed } = edge;
  const requests = traffic?.requests ?? null;
  const rate = requests?.requestsPerSecond ?? null;
  const errors =
    requests !== null && requests.requestsPerSecond > 0
      ? requests.errorsPerSecond / requests.requestsPerSecond
      : null;
  const why = traffic === null ? 'metrics saw no such traffic in the window' : 'no histogram arrived';
  return (
    <tr
      className={`h-[26px] border-line border-b [&_td]:px-2 [&_td]:text-right ${isSelected ? 'bg-accent-wash' : 'hover:bg-raised'}`}
    >
      <th scope="row" className="max-w-0 pl-4 text-left font-normal">
        <button
          type="button"
          onClick={() => onSelect(edge.row)}
          className="link flex min-h-6 max-w-full items-center gap-1.5"
          title={`${name}: open the longest call`}
        >
          {failed > 0 && <ErrorMark own label="Failed:" />}
          <span className="truncate">{name}</span>
        </button>
      </th>
      <td>{edge.calls}</td>
      <td className={failed > 0 ? 'font-medium text-failing' : 'text-text-3'}>{failed}</td>
      <td>
        <Quantity value={edge.totalNs / 1000} unit="us" />
      </td>
      <td>
        <Quantity value={edge.totalNs / 1000 / Math.max(1, edge.calls)} unit="us" note="mean of its calls" />
      </td>
      <td>
        <Quantity value={traffic?.latencyMs?.p95 ?? null} unit="ms" note={why} />
      </td>
      <td>
        <Quantity value={rate} unit="rps" note={why} />
      </td>
      <td className="!pr-4">
        <Quantity value={errors} unit="share" note={why} />
      </td>
    </tr>
  );
}
