'use client';
/** The bar of a line: length in time, the critical path below it, events on it, its duration beside it. */
import { seriesColor } from '@/components/traces/service-colors';
import { type BarBox, barBox, labelSide, type TimelineScale } from '@/components/traces/timeline-scale';
import type { TraceModel } from '@/components/traces/trace-model';
import { classNames } from '@/components/ui/class-names';
import { quantity, quantityText } from '@/lib/mesh/quantity';
import { eventsOf } from '@/lib/traces/model/read-row';
import { ASYNCHRONOUS, endNs, hasFlag } from '@/lib/traces/model/trace';
import { PathMarks } from './path-marks';

export interface SpanBarProps {
  model: TraceModel;
  row: number;
  /** The row after it is the server's half of the same call: a solid bar within a tinted one. */
  isPair: boolean;
  scale: TimelineScale;
  /** Spans below it are hidden: the path through them counts as its own. */
  folded: boolean;
  strong: boolean;
  faded: boolean;
  showPath: boolean;
}

/** Pixels of a digit at 11 px, near enough to choose a side. */
const DIGIT_PX = 6.3;
const MOST_EVENTS = 60;

export function SpanBar({ model, row, isPair, scale, folded, strong, faded, showPath }: SpanBarProps) {
  const { trace } = model;
  const fromUs = (trace.startNs[row] ?? 0) / 1000;
  const toUs = endNs(trace, row) / 1000;
  const box = barBox(scale, fromUs, toUs);
  if (box === null) return <Elsewhere before={toUs < scale.fromUs} />;
  const last = isPair ? row + 1 : row;
  const count = folded ? (trace.size[row] ?? 1) : isPair ? 2 : 1;
  const hasEvents = (trace.events.offset[last + 1] ?? 0) > (trace.events.offset[row] ?? 0);
  const color = seriesColor(model.series[trace.service[last] ?? 0]);
  return (
    <>
      <span
        title={titleOf(model, row, isPair)}
        style={{ left: box.left, width: box.width, '--bar': color } as React.CSSProperties}
        className={classNames(
          'absolute top-1.5 h-2.5 overflow-hidden',
          !box.cutLeft && 'rounded-l-[2px]',
          !box.cutRight && 'rounded-r-[2px]',
          barFill(hasFlag(trace, row, ASYNCHRONOUS), isPair),
          faded && 'opacity-50',
        )}
      >
        {isPair && <ServerBar model={model} row={last} scale={scale} outer={box} />}
      </span>
      {showPath && (
        <PathMarks path={model.path} first={row} count={count} whole={{ fromUs, toUs }} scale={scale} />
      )}
      {hasEvents && <Events model={model} row={row} scale={scale} />}
      {hasEvents && isPair && <Events model={model} row={last} scale={scale} />}
      <Label model={model} row={row} box={box} scale={scale} gap={hasEvents ? 10 : 6} strong={strong} />
    </>
  );
}

function barFill(isAsync: boolean, isPair: boolean): string {
  if (isAsync) {
    return 'border border-[var(--bar)] bg-[repeating-linear-gradient(135deg,color-mix(in_srgb,var(--bar)_70%,var(--surface))_0_3px,color-mix(in_srgb,var(--bar)_25%,var(--surface))_3px_6px)]';
  }
  return isPair ? 'bg-[color-mix(in_srgb,var(--bar)_45%,var(--surface))]' : 'bg-[var(--bar)]';
}

/** Within the client's bar; what is left of it is the way there and back. */
function ServerBar({
  model,
  row,
  scale,
  outer,
}: {
  model: TraceModel;
  row: number;
  scale: TimelineScale;
  outer: BarBox;
}) {
  const { trace } = model;
  const box = barBox(scale, (trace.startNs[row] ?? 0) / 1000, endNs(trace, row) / 1000, 1);
  if (box === null) return null;
  return (
    <span
      style={{ left: box.left - outer.left, width: box.width }}
      className="absolute inset-y-0 bg-[var(--bar)]"
    />
  );
}

function titleOf({ trace, self }: TraceModel, row: number, isPair: boolean): string {
  const us = (ns: number | undefined): string => quantityText((ns ?? 0) / 1000, 'us');
  const parts = [
    `starts at +${us(trace.startNs[row])}`,
    `lasts ${us(trace.durationNs[row])}`,
    isPair
      ? `${us(trace.durationNs[row + 1])} of it in the server, ${us(self[row])} on the way`
      : `${us(self[row])} of it itself`,
  ];
  return parts.join(', ');
}

interface LabelProps {
  model: TraceModel;
  row: number;
  box: BarBox;
  scale: TimelineScale;
  gap: number;
  strong: boolean;
}

function Label({ model, row, box, scale, gap, strong }: LabelProps) {
  const written = quantity((model.trace.durationNs[row] ?? 0) / 1000, 'us');
  const labelWidth = (written.text.length + written.unit.length + 1) * DIGIT_PX + gap;
  const side = labelSide(box, labelWidth, scale.width);
  const label =
    side === 'right'
      ? { left: box.left + box.width + gap }
      : side === 'left'
        ? { right: scale.width - box.left + gap }
        : { right: 8 };
  return (
    <span
      style={label}
      className={classNames(
        'absolute top-1 whitespace-nowrap rounded-[2px] bg-[var(--row)] text-2xs leading-[15px] tabular-nums',
        side === 'inside' && 'px-1',
        strong ? 'font-semibold text-text' : 'text-text-2',
      )}
    >
      {written.text}
      <span className="ml-0.5 font-normal text-text-3">{written.unit}</span>
    </span>
  );
}

/** The bar lies before or after the range that is looked at. */
function Elsewhere({ before }: { before: boolean }) {
  return (
    <span
      title={before ? 'Before the range' : 'After the range'}
      className={classNames('absolute top-1 text-2xs text-text-3', before ? 'left-1' : 'right-1')}
    >
      {before ? '‹' : '›'}
    </span>
  );
}

function Events({ model, row, scale }: Pick<SpanBarProps, 'model' | 'row' | 'scale'>) {
  const { trace } = model;
  return eventsOf(trace, row)
    .slice(0, MOST_EVENTS)
    .map((event, index) => {
      const x = scale.x(Number(event.timeNs - trace.baseNs) / 1000);
      if (x < 0 || x > scale.width) return null;
      return (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: events may be equal in all they have
          key={index}
          title={event.name}
          style={{ left: x - 3 }}
          className={classNames(
            'absolute top-2 size-1.5 rotate-45 rounded-[1px] border-[1.5px]',
            event.name === 'exception'
              ? 'border-failing bg-failing outline-1 outline-[var(--row)]'
              : 'border-text bg-surface',
          )}
        />
      );
    });
}
