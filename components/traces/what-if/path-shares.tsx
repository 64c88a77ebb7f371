'use client';
/** The operations that a trace waited for: their shares of the critical path, and what would be gained in each. */
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { shortOperation } from '@/components/traces/names';
import { ServiceSwatch } from '@/components/traces/service-swatch';
import type { TraceModel } from '@/components/traces/trace-model';
import { Quantity } from '@/components/ui/quantity';
import { operationStatistics } from '@/lib/traces/statistics';
import { type Factor, FactorChoice } from './factor-choice';
import { gainsQuery } from './gains-query';

/** The rest has hardly a share. */
const MOST = 12;

export function PathShares({ model }: { readonly model: TraceModel }) {
  const { trace, self, path, series, cues, names, root } = model;
  const [factor, setFactor] = useState<Factor>('0.5');
  const operations = useMemo(
    () => operationStatistics(trace, self, path).filter(({ criticalNs }) => criticalNs > 0),
    [trace, self, path],
  );
  const shown = operations.slice(0, MOST);
  const changes = shown.map(
    ({ service, operation }) =>
      ({ kind: 'operation', service, name: operation, factor: Number(factor) }) as const,
  );
  const { data } = useQuery(gainsQuery(model, changes));
  const whole = trace.durationNs[root] ?? 0;
  return (
    <div className="grid max-h-[70vh] grid-rows-[auto_minmax(0,1fr)]">
      <div className="flex items-center gap-3 border-line border-b px-4 py-2">
        <h2 className="mr-auto font-semibold text-sm">Critical path by operation</h2>
        <span className="text-text-3 text-xs">if it took</span>
        <FactorChoice value={factor} onChange={setFactor} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard */}
      <section tabIndex={0} aria-label="Operations on the critical path" className="overflow-y-auto">
        <table className="w-full text-xs tabular-nums">
          <thead className="text-text-3">
            <tr className="h-7 [&_th]:px-2 [&_th]:text-right [&_th]:font-normal">
              <th scope="col" className="!pl-4 !text-left">
                Operation
              </th>
              <th scope="col">On the path</th>
              <th scope="col">Share</th>
              <th scope="col" className="!pr-4">
                Ends earlier by
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((one, at) => (
              <tr
                key={`${one.service} ${one.operation}`}
                className="h-7 border-line border-t [&_td]:whitespace-nowrap [&_td]:px-2 [&_td]:text-right"
              >
                <th scope="row" className="w-full max-w-0 pl-4 text-left font-normal">
                  <span className="flex items-center gap-1.5" title={`${one.name} ${one.operationName}`}>
                    <ServiceSwatch series={series[one.service]} cue={cues[one.service]} />
                    <span className="shrink-0 font-medium">{names[one.service]}</span>
                    <span className="truncate text-text-2">{shortOperation(one.operationName)}</span>
                  </span>
                </th>
                <td>
                  <Quantity value={one.criticalNs / 1000} unit="us" />
                </td>
                <td>
                  <Quantity
                    value={path.totalNs > 0 ? one.criticalNs / path.totalNs : null}
                    unit="share"
                    note="of the critical path"
                  />
                </td>
                <td className="!pr-4">
                  <Gain gainNs={data?.[at] ?? null} whole={whole} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {operations.length > shown.length && (
          <p className="border-line border-t px-4 py-1.5 text-text-3 text-xs">
            {operations.length - shown.length} more with smaller shares
          </p>
        )}
      </section>
    </div>
  );
}

function Gain({ gainNs, whole }: { readonly gainNs: number | null; readonly whole: number }) {
  if (gainNs === 0) return <span className="text-text-3">nothing</span>;
  return (
    <>
      <Quantity value={gainNs === null ? null : gainNs / 1000} unit="us" note="being reckoned" />{' '}
      <Quantity
        value={gainNs === null || whole === 0 ? null : gainNs / whole}
        unit="share"
        className="text-text-3"
        note="of the trace's duration"
      />
    </>
  );
}
