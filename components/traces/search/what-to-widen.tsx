'use client';
/** Why nothing was found, and what would find more: each of it as a button. */
import { useScope } from '@/components/shell/scope';
import { ageText } from '@/components/shell/time-text';
import type { SearchValues } from '@/components/traces/search-state';
import { Button } from '@/components/ui/button';
import type { TraceSearchAnswer } from '@/lib/traces/contract';

export interface WhatToWidenProps {
  readonly values: SearchValues;
  readonly answer: TraceSearchAnswer;
  /** Services that Jaeger knows; null = not known. */
  readonly known: readonly string[] | null;
  readonly onSearch: (values: SearchValues) => void;
}

/** The next longer look back, seconds. */
const LONGER = [600, 3600, 6 * 3600, 24 * 3600, 7 * 24 * 3600];

export function WhatToWiden({ values, answer, known, onSearch }: WhatToWidenProps) {
  const scope = useScope();
  const { window, looked } = answer;
  const unknown = known === null ? [] : values.service.filter((name) => !known.includes(name));
  const length = window.toSeconds - window.fromSeconds;
  const longer = LONGER.find((seconds) => seconds > length);
  const offers = narrowings(values);
  return (
    <div className="grid justify-items-center gap-3">
      <p>
        {unknown.length > 0
          ? `Jaeger has never heard of ${unknown.join(', ')}. Istio names services <app>.<namespace>.`
          : looked.traces === 0
            ? `Jaeger has no trace in these ${ageText(length * 1000)} that has all of what was asked for on one span.`
            : `None of the ${looked.traces} traces that were looked at satisfies the search.`}
      </p>
      <div className="flex flex-wrap justify-center gap-2">
        {longer !== undefined && (
          <Button
            onClick={() =>
              scope.set({
                window:
                  scope.window.kind === 'last'
                    ? { kind: 'last', seconds: longer }
                    : {
                        kind: 'absolute',
                        fromSeconds: window.toSeconds - longer,
                        toSeconds: window.toSeconds,
                      },
              })
            }
          >
            Look at {ageText(longer * 1000)}
          </Button>
        )}
        {unknown.length > 0 && (
          <Button
            onClick={() =>
              onSearch({ ...values, service: values.service.filter((name) => !unknown.includes(name)) })
            }
          >
            Without {unknown[0]}
          </Button>
        )}
        {offers.map(([label, change]) => (
          <Button key={label} onClick={() => onSearch({ ...values, ...change })}>
            {label}
          </Button>
        ))}
      </div>
    </div>
  );
}

/** What the search asks for, each with what would leave it out. */
function narrowings(values: SearchValues): [string, Partial<SearchValues>][] {
  const found: [string, Partial<SearchValues>][] = [];
  if (values.q.trim() !== '') found.push(['Without the expression', { q: '' }]);
  if (values.operation !== '') found.push(['Any operation', { operation: '' }]);
  if (values.errors) found.push(['Not only errors', { errors: false }]);
  if (values.kind !== null) found.push(['Any kind', { kind: null }]);
  if ([values.min, values.max, values.traceMin, values.traceMax].some((text) => text.trim() !== ''))
    found.push(['Any duration', { min: '', max: '', traceMin: '', traceMax: '' }]);
  return found;
}
