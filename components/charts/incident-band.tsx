/** A span of trouble behind a chart: a wash with a cap; one that fills more than half of the plot keeps only its cap. */
import { type Plot, plotX } from './plot';

export interface ChartBand {
  readonly fromSeconds: number;
  /** null = it still goes on. */
  readonly toSeconds: number | null;
  readonly label: string;
}

const CAP = 2;

export function IncidentBand({ plot, band }: { readonly plot: Plot; readonly band: ChartBand }) {
  const inside = (seconds: number) =>
    plotX(plot, Math.min(plot.toSeconds, Math.max(plot.fromSeconds, seconds)));
  const from = inside(band.fromSeconds);
  const width = inside(band.toSeconds ?? plot.toSeconds) - from;
  if (width <= 0) return null;
  return (
    <g>
      <title>{band.label}</title>
      {width <= plot.width / 2 && (
        <rect
          x={from}
          y={plot.top}
          width={width}
          height={plot.height}
          fill="var(--failing)"
          fillOpacity={0.1}
        />
      )}
      <rect x={from} y={plot.top - CAP} width={width} height={CAP} fill="var(--failing)" />
    </g>
  );
}
