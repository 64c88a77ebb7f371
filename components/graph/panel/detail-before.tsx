'use client';
/** The headline figures beside those of the window before, and in words which way they went. */
import { ArrowDown, ArrowUp, Equal } from 'lucide-react';
import { classNames } from '@/components/ui/class-names';
import { Quantity } from '@/components/ui/quantity';
import type { DetailAnswer, Headline } from '@/lib/graph/detail/contract';
import type { QuantityUnit } from '@/lib/mesh/quantity';
import { type Direction, directionOf } from './detail-direction';
import { Nothing, Section } from './parts';

type Line = readonly [
  field: keyof Headline,
  label: string,
  unit: QuantityUnit,
  words: readonly [up: string, down: string],
  /** What the figure should do; null = neither is better. */
  better: 'less' | 'more' | null,
];

const MORE = ['more', 'less'] as const;
const SLOWER = ['slower', 'faster'] as const;
const LARGER = ['larger', 'smaller'] as const;

const REQUESTS: readonly Line[] = [
  ['requestsPerSecond', 'Rate', 'rps', MORE, null],
  ['errorShare', 'Errors', 'share', MORE, 'less'],
  ['clientErrorShare', '4xx', 'share', MORE, 'less'],
  ['p50Ms', 'p50', 'ms', SLOWER, 'less'],
  ['p95Ms', 'p95', 'ms', SLOWER, 'less'],
  ['p99Ms', 'p99', 'ms', SLOWER, 'less'],
  ['meanRequestBytes', 'Request size', 'bytes', LARGER, null],
  ['meanResponseBytes', 'Response size', 'bytes', LARGER, null],
];
const TCP: readonly Line[] = [
  ['sentBytesPerSecond', 'Sent', 'bytesPerSecond', MORE, null],
  ['receivedBytesPerSecond', 'Received', 'bytesPerSecond', MORE, null],
  ['connectionsOpenedPerSecond', 'Opened', 'connections', MORE, null],
];
const MTLS: Line = ['mtlsShare', 'mTLS', 'share', MORE, 'more'];

export interface DetailBeforeProps {
  readonly data: DetailAnswer;
  readonly carries: { readonly requests: boolean; readonly tcp: boolean };
}

export function DetailBefore({ data, carries }: DetailBeforeProps) {
  const { before, headline } = data;
  const title = 'Against the window before';
  if (before.kind === 'none') {
    return (
      <Section id="before" title={title}>
        <Nothing>{before.because}</Nothing>
      </Section>
    );
  }
  const lines = [...(carries.requests ? REQUESTS : []), ...(carries.tcp ? TCP : []), MTLS];
  return (
    <Section id="before" title={title} note={spanOf(before.window)}>
      <table className="w-full table-fixed text-xs tabular-nums">
        <thead className="text-text-3">
          <tr className="h-5 [&_th]:font-normal">
            <th scope="col" className="w-[88px] text-left">
              <span className="sr-only">Figure</span>
            </th>
            <th scope="col" className="text-right">
              Before
            </th>
            <th scope="col" className="text-right">
              Now
            </th>
            <th scope="col" className="w-[124px] text-right">
              Change
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(([field, label, unit, words, better]) => (
            <tr key={field} className="h-6 border-line border-t">
              <th scope="row" className="text-left font-normal text-text-2">
                {label}
              </th>
              <td className="text-right">
                <Quantity value={before.headline[field]} unit={unit} />
              </td>
              <td className="text-right font-medium">
                <Quantity value={headline[field]} unit={unit} />
              </td>
              <td className="text-right">
                <Went
                  direction={directionOf(before.headline[field], headline[field], unit, better)}
                  words={words}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

const TONES = { worse: 'text-failing', better: 'text-healthy', neither: 'text-text-2' } as const;

function Went({
  direction,
  words,
}: {
  readonly direction: Direction | null;
  readonly words: readonly [string, string];
}) {
  if (direction === null) return <span className="text-text-3">–</span>;
  const { way, by, tone } = direction;
  const Icon = way === 'up' ? ArrowUp : way === 'down' ? ArrowDown : Equal;
  return (
    <span className={classNames('inline-flex items-center gap-1 whitespace-nowrap', TONES[tone])}>
      <Icon aria-hidden="true" className="size-3" />
      {way === 'same' ? 'same' : `${by} ${way === 'up' ? words[0] : words[1]}`}
    </span>
  );
}

/** In the reader's own time, as on the charts. */
function spanOf({
  fromSeconds,
  toSeconds,
}: {
  readonly fromSeconds: number;
  readonly toSeconds: number;
}): string {
  const time = (seconds: number) =>
    new Date(seconds * 1000).toLocaleTimeString([], {
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
  return `${time(fromSeconds)} – ${time(toSeconds)}`;
}
