'use client';
import { seriesColor } from '@/components/traces/service-colors';
import { barBox, joinedBoxes, labelSide, type TimelineScale } from '@/components/traces/timeline-scale';
import type { TraceModel } from '@/components/traces/trace-model';
/** A span's bar: length in time, the critical path below it, events on it, its duration beside it. */
import { classNames } from '@/components/ui/class-names';
import { quantity } from '@/lib/mesh/quantity';
import type { CriticalPath } from '@/lib/traces/critical-path';
import { eventsOf } from '@/lib/traces/model/read-row';
import { ASYNCHRONOUS, endNs, hasFlag } from '@/lib/traces/model/trace';

export interface SpanBarProps {
  model: TraceModel;
  row: number;
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

export function SpanBar({ model, row, scale, folded, strong, faded, showPath }: SpanBarProps) {
  const { trace } = model;
  const fromUs = (trace.startNs[row] ?? 0) / 1000;
  const toUs = endNs(trace, row) / 1000;
  const box = barBox(scale, fromUs, toUs);
  if (box === null) return <Elsewhere before={toUs < scale.fromUs} />;
  const color = seriesColor(model.series[trace.service[row] ?? 0]);
  const written = quantity((trace.durationNs[row] ?? 0) / 1000, 'us');
  const hasEvents = (trace.events.offset[row + 1] ?? 0) > (trace.events.offset[row] ?? 0);
  const gap = hasEvents ? 10 : 6;
  const labelWidth = (written.text.length + written.unit.length + 1) * DIGIT_PX + gap;
  const side = labelSide(box, labelWidth, scale.width);
  const label =
    side === 'right'
      ? { left: box.left + box.width + gap }
      : side === 'left'
        ? { right: scale.width - box.left + gap }
        : { right: 8 };
  return (
    <>
      <span
        style={{ left: box.left, width: box.width, '--bar': color } as React.CSSProperties}
        className={classNames(
          'absolute top-1.5 h-2.5',
          !box.cutLeft && 'rounded-l-[2px]',
          !box.cutRight && 'rounded-r-[2px]',
          hasFlag(trace, row, ASYNCHRONOUS)
            ? 'border border-[var(--bar)] bg-[repeating-linear-gradient(135deg,color-mix(in_srgb,var(--bar)_70%,var(--surface))_0_3px,color-mix(in_srgb,var(--bar)_25%,var(--surface))_3px_6px)]'
            : 'bg-[var(--bar)]',
          faded && 'opacity-50',
        )}
      />
      {showPath && (
        <PathMarks path={model.path} row={row} fromUs={fromUs} toUs={toUs} folded={folded} scale={scale} />
      )}
      {hasEvents && <Events model={model} row={row} scale={scale} />}
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
    </>
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

interface PathMarksProps {
  path: CriticalPath;
  row: number;
  fromUs: number;
  toUs: number;
  folded: boolean;
  scale: TimelineScale;
}

/** Thick where the span itself is the path, thin where the path goes on in a child. */
function PathMarks({ path, row, fromUs, toUs, folded, scale }: PathMarksProps) {
  if (path.visited[row] !== 1) return null;
  const whole = barBox(scale, fromUs, toUs);
  const own = folded ? [{ fromUs, toUs }] : ownSections(path, row);
  return (
    <>
      {whole !== null && (
        <span
          style={{ left: whole.left, width: whole.width }}
          className="absolute top-[19px] h-px bg-[color-mix(in_srgb,var(--text)_55%,var(--row))]"
        />
      )}
      {joinedBoxes(scale, own).map((box) => (
        <span
          key={box.left}
          style={{ left: box.left, width: box.width }}
          className="absolute top-[18px] h-[3px] rounded-[1px] bg-text"
        />
      ))}
    </>
  );
}

function* ownSections(path: CriticalPath, row: number): Generator<{ fromUs: number; toUs: number }> {
  for (let index = path.offset[row] ?? 0; index < (path.offset[row + 1] ?? 0); index += 1) {
    const section = path.byRow[index] ?? 0;
    yield { fromUs: (path.fromNs[section] ?? 0) / 1000, toUs: (path.toNs[section] ?? 0) / 1000 };
  }
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
