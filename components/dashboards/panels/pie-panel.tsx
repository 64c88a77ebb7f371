'use client';
/** Figures as parts of their sum. */
import { seriesColor } from '@/components/charts/series-colors';
import type { Panel } from '@/lib/dashboards/model/panel';
import { FigureLink } from './figure-link';
import { FigureText } from './figure-text';
import { type Figure, figures } from './figures';
import type { PanelBodyProps } from './panel-body';
import { PanelNote } from './panel-note';

type Pie = Extract<Panel, { type: 'piechart' }>;

export function PiePanel({ panel, data, height }: PanelBodyProps<Pie>) {
  const parts = figures(data.frames, panel.field, panel.reduce).filter(
    ({ shown: { numeric } }) => numeric !== null && numeric > 0,
  );
  const sum = parts.reduce((total, { shown }) => total + (shown.numeric ?? 0), 0);
  if (parts.length === 0)
    return <PanelNote>No figure is above zero, so there are no parts to show.</PanelNote>;
  const size = Math.max(60, height - 12);
  return (
    <div
      className="@container flex items-center justify-center gap-4 overflow-hidden px-3"
      style={{ height }}
    >
      <svg
        role="img"
        aria-label={`${panel.title}: ${parts.length} parts`}
        viewBox="-52 -52 104 104"
        width={size}
        height={size}
        className="min-w-16 shrink"
      >
        {slices(parts, sum).map(({ figure, from, until, index }) => (
          <path
            key={figure.key}
            d={slice(from, until, panel.shape === 'donut' ? 30 : 0)}
            fill={colorOf(figure, index)}
            stroke="var(--surface)"
          >
            <title>{`${figure.title}: ${figure.shown.text}${figure.shown.suffix ?? ''}, ${percent(figure, sum)}`}</title>
          </path>
        ))}
      </svg>
      <ul className="grid max-h-full max-w-[64%] shrink-0 grid-cols-[auto_minmax(48px,1fr)_auto_auto] gap-x-2 gap-y-1 overflow-y-auto pr-2 text-xs">
        {parts.map((figure, index) => (
          <li key={figure.key} className="relative col-span-4 grid grid-cols-subgrid items-center">
            <span
              aria-hidden="true"
              className="size-2.5 shrink-0 rounded-tag"
              style={{ backgroundColor: colorOf(figure, index) }}
            />
            <span className="min-w-0 truncate text-text-2" title={figure.title}>
              {figure.title}
            </span>
            <span className="whitespace-nowrap text-right tabular-nums">
              <FigureText shown={figure.shown} />
            </span>
            <span className="@max-[340px]:hidden whitespace-nowrap text-right text-text-3 tabular-nums">
              {percent(figure, sum)}
            </span>
            <FigureLink figure={figure} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function colorOf({ color }: Figure, index: number): string {
  return color ?? seriesColor(index);
}

function percent({ shown }: Figure, sum: number): string {
  return `${(((shown.numeric ?? 0) / sum) * 100).toPrecision(3)} %`;
}

function slices(parts: readonly Figure[], sum: number) {
  let done = 0;
  return parts.map((figure, index) => {
    const from = done;
    done += (figure.shown.numeric ?? 0) / sum;
    return { figure, index, from, until: done };
  });
}

function slice(from: number, until: number, inner: number): string {
  // A whole circle has no start: two arcs that meet.
  const end = until - from >= 1 ? from + 0.99999 : until;
  const at = (share: number, radius: number) => {
    const angle = share * 2 * Math.PI - Math.PI / 2;
    return `${(radius * Math.cos(angle)).toFixed(3)} ${(radius * Math.sin(angle)).toFixed(3)}`;
  };
  const large = end - from > 0.5 ? 1 : 0;
  const outer = `M${at(from, 50)}A50 50 0 ${large} 1 ${at(end, 50)}`;
  return inner === 0
    ? `${outer}L0 0Z`
    : `${outer}L${at(end, inner)}A${inner} ${inner} 0 ${large} 0 ${at(from, inner)}Z`;
}
