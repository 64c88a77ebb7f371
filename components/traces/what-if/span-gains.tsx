'use client';
/** By how much the trace would end earlier if a span, its operation or its service took less time. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { shortOperation } from '@/components/traces/names';
import type { TraceModel } from '@/components/traces/trace-model';
import { Quantity } from '@/components/ui/quantity';
import { quantityText } from '@/lib/mesh/quantity';
import { nameOf } from '@/lib/traces/model/trace';
import type { Change } from '@/lib/traces/what-if';
import { type Factor, FactorChoice } from './factor-choice';
import { gainsQuery } from './gains-query';

export function SpanGains({ model, row }: { readonly model: TraceModel; readonly row: number }) {
  const { trace, names, root } = model;
  const [factor, setFactor] = useState<Factor>('0.5');
  const service = trace.service[row] ?? 0;
  const of = { service, factor: Number(factor) };
  const changes: readonly Change[] = [
    { kind: 'span', row, factor: Number(factor) },
    { kind: 'operation', name: trace.name[row] ?? 0, ...of },
    { kind: 'service', ...of },
  ];
  const { data } = useQuery(gainsQuery(model, changes));
  const words = [
    'This span',
    `All of ${shortOperation(nameOf(trace, row))}`,
    `All of ${names[service] ?? 'its service'}`,
  ];
  const whole = trace.durationNs[root] ?? 0;
  return (
    <div className="grid max-w-xl gap-2">
      <FactorChoice value={factor} onChange={setFactor} />
      <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-1 text-xs">
        {words.map((word, at) => {
          const gain = data?.[at] ?? null;
          return (
            <div key={changes[at]?.kind} className="contents">
              <dt className="truncate text-text-2" title={word}>
                {word}
              </dt>
              <dd className="whitespace-nowrap text-right tabular-nums">
                {gain === 0 ? (
                  <span className="text-text-3">nothing gained</span>
                ) : (
                  <>
                    <Quantity value={gain === null ? null : gain / 1000} unit="us" note="being reckoned" />{' '}
                    <span className="text-text-3">
                      earlier, {quantityText(gain === null || whole === 0 ? null : gain / whole, 'share')}
                    </span>
                  </>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
      <p className="text-2xs text-text-3 leading-4">
        Own work shrinks, waiting stays as it was: what nobody waits for gains nothing.
      </p>
    </div>
  );
}
