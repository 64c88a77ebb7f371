'use client';
/** What was called, how often and how long it took; below each, the structures its traces had, and how they differ. */
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { ErrorMark } from '@/components/traces/error-mark';
import { shortOperation, shortService } from '@/components/traces/names';
import { ServiceSwatch } from '@/components/traces/service-swatch';
import { classNames } from '@/components/ui/class-names';
import { Quantity } from '@/components/ui/quantity';
import type { TraceSearchAnswer, TraceSummary } from '@/lib/traces/contract';
import type { Route, Structure } from '@/lib/traces/find/routes';
import { ShapeDifferences } from './shape-differences';

export interface RouteTableProps {
  readonly routes: readonly Route<TraceSummary>[];
  readonly answer: TraceSearchAnswer;
  readonly series: ReadonlyMap<string, number>;
  readonly onChoose: (route: string, structure: string | null) => void;
}

const COLUMNS = ['p50', 'p95', 'p99', 'Longest'] as const;

export function RouteTable({ routes, answer, series, onChoose }: RouteTableProps) {
  const [open, setOpen] = useState<ReadonlySet<string>>(
    new Set(routes.length === 1 ? [routes[0]?.id ?? ''] : []),
  );
  const toggle = (id: string) =>
    setOpen((now) => new Set(now.has(id) ? [...now].filter((one) => one !== id) : [...now, id]));
  return (
    <div className="min-h-0 flex-1 overflow-auto bg-surface">
      <table className="w-full text-sm">
        <thead className="sticky top-0 z-10 bg-raised text-left text-text-2 text-xs">
          <tr className="h-8">
            <th className="w-full px-4 font-medium">Route</th>
            <th className="px-3 text-right font-medium">Traces</th>
            <th className="px-3 text-right font-medium">Failed</th>
            {COLUMNS.map((name) => (
              <th key={name} className="px-3 text-right font-medium">
                {name}
              </th>
            ))}
            <th className="px-4 text-right font-medium">Structures</th>
          </tr>
        </thead>
        <tbody>
          {routes.map((route) => (
            <RouteRows
              key={route.id}
              {...{ route, answer, series, onChoose }}
              open={open.has(route.id)}
              onToggle={() => toggle(route.id)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RouteRowsProps extends Omit<RouteTableProps, 'routes'> {
  readonly route: Route<TraceSummary>;
  readonly open: boolean;
  readonly onToggle: () => void;
}

function RouteRows({ route, answer, series, open, onToggle, onChoose }: RouteRowsProps) {
  return (
    <>
      <tr className="h-9 border-line border-t">
        <td className="w-full max-w-0 px-4">
          <span className="flex items-center gap-2">
            <button
              type="button"
              aria-expanded={open}
              aria-label={`Structures of ${route.id}`}
              onClick={onToggle}
              className="-ml-1 grid size-6 shrink-0 place-items-center rounded-tag text-text-3 hover:bg-raised"
            >
              <ChevronRight aria-hidden="true" className={classNames('size-3.5', open && 'rotate-90')} />
            </button>
            <ServiceSwatch series={series.get(route.service)} />
            <button
              type="button"
              title={`List the traces of ${route.id}`}
              onClick={() => onChoose(route.id, null)}
              className="min-w-0 truncate rounded-tag text-left hover:underline"
            >
              <span className="font-semibold">{shortService(route.service)}</span>{' '}
              <span className="text-text-2">{shortOperation(route.name)}</span>
            </button>
          </span>
        </td>
        <Figures of={route} />
        <td className="px-4 text-right tabular-nums">{route.structures.length}</td>
      </tr>
      {open &&
        route.structures.map((structure) => (
          <StructureRow key={structure.id} {...{ route, structure, answer, onChoose }} />
        ))}
    </>
  );
}

function StructureRow({
  route,
  structure,
  answer,
  onChoose,
}: Pick<RouteRowsProps, 'route' | 'answer' | 'onChoose'> & { readonly structure: Structure<TraceSummary> }) {
  return (
    <tr className="h-9 border-line border-t bg-canvas">
      <td className="w-full max-w-0 py-1 pr-4 pl-[52px]">
        <button
          type="button"
          onClick={() => onChoose(route.id, structure.id)}
          className="flex w-full min-w-0 items-center gap-3 rounded-tag text-left hover:underline"
        >
          <span className="font-mono text-text-3 text-xs">
            {structure.id === '' ? 'unknown' : structure.id.slice(0, 4)}
          </span>
          <ShapeDifferences answer={answer} usual={route.usual} here={structure.usual} />
        </button>
      </td>
      <Figures of={structure} />
      <td />
    </tr>
  );
}

function Figures({ of }: { readonly of: Structure<TraceSummary> | Route<TraceSummary> }) {
  return (
    <>
      <td className="px-3 text-right tabular-nums">{of.traces.length}</td>
      <td className="px-3 text-right tabular-nums">
        {of.failed === 0 ? (
          <span className="text-text-3">0</span>
        ) : (
          <span className="inline-flex items-center gap-1 font-medium text-failing">
            <ErrorMark own className="size-3" /> {of.failed}
          </span>
        )}
      </td>
      {[of.p50Us, of.p95Us, of.p99Us, of.longestUs].map((us, index) => (
        <td key={COLUMNS[index]} className="whitespace-nowrap px-3 text-right">
          <Quantity value={us} unit="us" />
        </td>
      ))}
    </>
  );
}
