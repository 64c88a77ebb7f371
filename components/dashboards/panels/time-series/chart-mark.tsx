/** What happened, over a chart: a diamond on a dotted line, or a band with a cap for what lasted. */
import { type Plot, plotX } from '@/components/charts/plot';
import { cssColor } from '@/components/dashboards/color';
import type { ChartMark } from '@/components/dashboards/view/marks';

export function ChartMarkShape({ mark, plot }: { readonly mark: ChartMark; readonly plot: Plot }) {
  const clamp = (ms: number) => Math.min(plot.toSeconds, Math.max(plot.fromSeconds, ms / 1000));
  if (mark.atMs / 1000 > plot.toSeconds || (mark.untilMs ?? mark.atMs) / 1000 < plot.fromSeconds) return null;
  const x = plotX(plot, clamp(mark.atMs));
  const until = mark.untilMs === null ? null : plotX(plot, clamp(mark.untilMs));
  const color = cssColor(mark.color) ?? 'var(--accent)';
  const foot = plot.top + plot.height;
  return (
    <g>
      <title>{mark.label}</title>
      {until !== null && (
        <>
          {/* What fills more than half of the plot would only colour it. */}
          {until - x <= plot.width / 2 && (
            <rect
              x={x}
              y={plot.top}
              width={Math.max(1, until - x)}
              height={plot.height}
              fill={color}
              fillOpacity={0.1}
            />
          )}
          {/* Above the plot: within it, it would look like a threshold. */}
          <rect x={x} y={plot.top - 6} width={Math.max(3, until - x)} height={3} rx={1.5} fill={color} />
        </>
      )}
      {until === null && (
        <>
          <path d={`M${x} ${plot.top}V${foot}`} stroke={color} strokeDasharray="2 3" />
          <path d={`M${x} ${foot - 4}l4 4l-4 4l-4 -4Z`} fill={color} />
        </>
      )}
    </g>
  );
}
