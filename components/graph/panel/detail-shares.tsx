'use client';
/** What part of all that the caller sends, and of all that the callee gets, an edge is. */
import { Quantity } from '@/components/ui/quantity';
import type { DetailAnswer } from '@/lib/graph/detail/contract';
import { Section } from './parts';

export function DetailShares({ shares }: { readonly shares: NonNullable<DetailAnswer['shares']> }) {
  const unit = shares.counts === 'requests' ? 'rps' : 'bytesPerSecond';
  const rows = [
    ['Of all by the caller', shares.ofCaller],
    ['Of all to the callee', shares.ofCallee],
  ] as const;
  return (
    <Section
      id="shares"
      title="Share of traffic"
      note={shares.counts === 'requests' ? 'by requests' : 'by bytes'}
    >
      <dl className="text-xs tabular-nums">
        {rows.map(([label, part]) => (
          <div
            key={label}
            className="grid h-[26px] grid-cols-[minmax(0,1fr)_64px_52px_96px] items-center gap-2 border-line border-t"
          >
            <dt className="truncate text-text-2">{label}</dt>
            <dd aria-hidden="true" className="h-1.5 overflow-hidden rounded-full bg-raised">
              <span
                className="block h-full min-w-0.5 rounded-full bg-accent"
                style={{ width: `${(part?.share ?? 0) * 100}%` }}
              />
            </dd>
            <dd className="text-right font-medium">
              <Quantity value={part?.share ?? null} unit="share" />
            </dd>
            <dd className="whitespace-nowrap text-right text-text-3">
              {part !== null && (
                <>
                  of <Quantity value={part.wholePerSecond} unit={unit} />
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
