'use client';
/** Figures as bars beside or above each other. */
import { seriesColor } from '@/components/charts/series-colors';
import type { Panel } from '@/lib/dashboards/model/panel';
import { FigureLink } from './figure-link';
import { FigureText } from './figure-text';
import { type Figure, figures } from './figures';
import type { PanelBodyProps } from './panel-body';
import { PanelNote } from './panel-note';

type BarGauge = Extract<Panel, { type: 'bargauge' }>;

export function BarGaugePanel({ panel, data, height }: PanelBodyProps<BarGauge>) {
  const found = figures(data.frames, panel.field, panel.reduce);
  if (found.length === 0) return <PanelNote>What came back has no figures.</PanelNote>;
  if (panel.orientation === 'vertical') return <Columns panel={panel} found={found} height={height} />;
  return (
    <ul
      className="grid grid-cols-[minmax(80px,36%)_minmax(0,1fr)_auto] content-start gap-x-2 gap-y-1.5 overflow-y-auto px-2 py-1"
      style={{ height }}
    >
      {found.map((figure) => (
        <li key={figure.key} className="relative col-span-3 grid grid-cols-subgrid items-center text-xs">
          <span className="truncate text-text-2" title={figure.title}>
            {figure.title}
          </span>
          <span className={panel.showUnfilled ? 'h-4 rounded-tag bg-raised' : 'h-4'}>
            <span
              className="block h-full rounded-tag"
              style={{ width: percent(figure), ...fill(panel, figure, '90deg') }}
            />
          </span>
          <span className="min-w-14 text-right font-medium tabular-nums">
            <FigureText shown={figure.shown} />
          </span>
          <FigureLink figure={figure} />
        </li>
      ))}
    </ul>
  );
}

function Columns({ panel, found, height }: { panel: BarGauge; found: readonly Figure[]; height: number }) {
  return (
    <ul className="flex gap-2 overflow-x-auto px-2" style={{ height }}>
      {found.map((figure) => (
        <li
          key={figure.key}
          className="relative grid min-w-10 flex-1 grid-rows-[auto_minmax(0,1fr)_auto] justify-items-center text-xs"
        >
          <span className="font-medium tabular-nums">
            <FigureText shown={figure.shown} />
          </span>
          <span
            className={`flex h-full w-full max-w-16 items-end rounded-tag ${panel.showUnfilled ? 'bg-raised' : ''}`}
          >
            <span
              className="block w-full rounded-tag"
              style={{ height: percent(figure), ...fill(panel, figure, '0deg') }}
            />
          </span>
          <span className="max-w-full truncate text-text-2" title={figure.title}>
            {figure.title}
          </span>
          <FigureLink figure={figure} />
        </li>
      ))}
    </ul>
  );
}

function percent({ shown: { share } }: Figure): string {
  return `${Math.min(1, Math.max(0, share ?? 0)) * 100}%`;
}

function fill({ display }: BarGauge, { color }: Figure, angle: string) {
  const css = color ?? seriesColor(0);
  if (display === 'basic') return { backgroundColor: css };
  if (display === 'gradient') {
    return {
      backgroundImage: `linear-gradient(${angle}, color-mix(in srgb, ${css} 45%, var(--surface)), ${css})`,
    };
  }
  return { backgroundImage: `repeating-linear-gradient(${angle}, ${css} 0 6px, transparent 6px 8px)` };
}
