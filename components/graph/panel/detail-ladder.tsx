'use client';
/** Percentiles as a ladder of bars on one logarithmic scale, and sizes of requests and responses. */
import { Quantity } from '@/components/ui/quantity';
import type { QuantityUnit } from '@/lib/mesh/quantity';
import type { Ladder } from '@/lib/metrics/ladder';
import { Nothing, Section } from './parts';

type Step = Ladder['steps'][number];

/** The shortest bar is a tenth of the smallest figure away from the left. */
const HEADROOM = 10;

export function DetailLadder({ ladder }: { readonly ladder: Ladder | null }) {
  const title = 'Latency percentiles';
  if (ladder === null) {
    return (
      <Section id="percentiles" title={title}>
        <Nothing>No histogram of durations arrived in this window.</Nothing>
      </Section>
    );
  }
  const rows: readonly (readonly [string, Step])[] = [
    ...ladder.steps.map((step) => [percentile(step.share), step] as const),
    ...(ladder.mean === null ? [] : [['mean', { share: 0, value: ladder.mean, beyond: false }] as const]),
  ];
  const widthOf = logarithmic(rows.map(([, { value }]) => value));
  return (
    <Section id="percentiles" title={title} note="logarithmic scale">
      <dl className="text-xs tabular-nums">
        {rows.map(([name, step]) => (
          <div key={name} className="grid h-[22px] grid-cols-[48px_minmax(0,1fr)_88px] items-center gap-2">
            <dt className={name === 'mean' ? 'text-text-3' : 'text-text-2'}>{name}</dt>
            <dd aria-hidden="true" className="h-2 rounded-full bg-raised">
              <span
                className={`block h-full min-w-0.5 rounded-full ${name === 'mean' ? 'bg-text-3' : 'bg-accent'}`}
                style={{ width: `${widthOf(step.value)}%` }}
              />
            </dd>
            <dd className="text-right">
              <Stepped step={step} unit="ms" />
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

export interface DetailSizesProps {
  readonly request: Ladder | null;
  readonly response: Ladder | null;
}

export function DetailSizes({ request, response }: DetailSizesProps) {
  return (
    <Section id="sizes" title="Sizes" note="on the wire, with headers">
      {request === null && response === null ? (
        <Nothing>No histogram of sizes arrived in this window.</Nothing>
      ) : (
        <table className="w-full table-fixed text-xs tabular-nums">
          <thead className="text-text-3">
            <tr className="h-5 [&_th]:text-right [&_th]:font-normal">
              <th scope="col" className="w-[76px]">
                <span className="sr-only">Of</span>
              </th>
              <th scope="col">Mean</th>
              <th scope="col">p50</th>
              <th scope="col">p95</th>
            </tr>
          </thead>
          <tbody>
            <SizeRow label="Requests" ladder={request} />
            <SizeRow label="Responses" ladder={response} />
          </tbody>
        </table>
      )}
    </Section>
  );
}

function SizeRow({ label, ladder }: { readonly label: string; readonly ladder: Ladder | null }) {
  return (
    <tr className="h-6 border-line border-t">
      <th scope="row" className="text-left font-normal text-text-2">
        {label}
      </th>
      <td className="text-right">
        <Quantity value={ladder?.mean ?? null} unit="bytes" />
      </td>
      {[0.5, 0.95].map((share) => (
        <td key={share} className="text-right">
          <Stepped step={ladder?.steps.find((step) => step.share === share) ?? null} unit="bytes" />
        </td>
      ))}
    </tr>
  );
}

function Stepped({ step, unit }: { readonly step: Step | null; readonly unit: QuantityUnit }) {
  if (step === null || !step.beyond) return <Quantity value={step?.value ?? null} unit={unit} />;
  return (
    <span className="whitespace-nowrap">
      <span className="text-text-3">more than </span>
      <Quantity value={step.value} unit={unit} note="the largest bound of the histogram" />
    </span>
  );
}

function percentile(share: number): string {
  return `p${Number((share * 100).toPrecision(6))}`;
}

/** Per cent of the room, from a tenth of the smallest figure to the largest. */
function logarithmic(values: readonly number[]): (value: number) => number {
  const positive = values.filter((value) => value > 0);
  const least = Math.log10(Math.min(...positive) / HEADROOM);
  const most = Math.log10(Math.max(...positive));
  return (value) => (value > 0 ? ((Math.log10(value) - least) / (most - least)) * 100 : 0);
}
