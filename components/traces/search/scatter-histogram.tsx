/** Beside the plot, on the same axis of durations: how many traces took how long, with the median and the 95th percentile. */
import type { Scatter } from '@/components/traces/scatter-layout';
import { quantityText } from '@/lib/mesh/quantity';
import type { TraceSummary } from '@/lib/traces/contract';
import { percentilesOf } from '@/lib/traces/find/routes';
import { durationBins } from './duration-histogram';

export interface HistogramProps {
  readonly traces: readonly TraceSummary[];
  readonly layout: Scatter;
  readonly scale: 'log' | 'linear';
  readonly chosen: ReadonlySet<string> | null;
  /** Pixels. */
  readonly left: number;
  readonly width: number;
  readonly top: number;
  readonly bottom: number;
}

const BIN_PX = 8;
/** Kept free of bars, for the words of the lines. */
const LABELS_PX = 76;
/** Two labels closer than this would lie over one another. */
const LABEL_PX = 13;

export function Histogram({ traces, layout, scale, chosen, left, width, top, bottom }: HistogramProps) {
  const count = Math.max(4, Math.floor((bottom - top) / BIN_PX));
  const bins = durationBins(traces, { ...layout, scale }, chosen, count);
  const most = Math.max(1, ...bins.map((bin) => bin.chosen + bin.others));
  const { p50Us, p95Us } = percentilesOf(traces);
  const px = (value: number): number => (value / most) * (width - LABELS_PX);
  const lines = [
    ['p50', p50Us, ''],
    ['p95', p95Us, '4 3'],
  ] as const;
  const crowded = Math.abs(layout.y(p50Us) - layout.y(p95Us)) < LABEL_PX;
  return (
    <g>
      <line x1={left} x2={left} y1={top} y2={bottom} className="stroke-control" />
      {bins.map((bin) => {
        const y = layout.y(bin.toUs);
        const height = Math.max(1, layout.y(bin.fromUs) - y - 1);
        return (
          <g key={bin.fromUs}>
            <title>{`${quantityText(bin.fromUs, 'us')} to ${quantityText(bin.toUs, 'us')}: ${bin.chosen + bin.others} traces`}</title>
            {bin.chosen > 0 && (
              <rect
                x={left + 1}
                y={y}
                width={Math.max(2, px(bin.chosen))}
                height={height}
                className="fill-accent"
              />
            )}
            {bin.others > 0 && (
              <rect
                x={left + 1.5 + px(bin.chosen)}
                y={y + 0.5}
                width={Math.max(1.5, px(bin.others) - 0.5)}
                height={Math.max(0.5, height - 1)}
                className="fill-raised stroke-text-3"
                strokeWidth={1}
              />
            )}
          </g>
        );
      })}
      {lines.map(([name, us, dashes], index) => (
        <g key={name}>
          <line
            x1={left}
            x2={left + width}
            y1={layout.y(us)}
            y2={layout.y(us)}
            strokeDasharray={dashes}
            className="stroke-text-2"
          />
          {/* Where both lie together, one stands above and one below its line. */}
          <text
            x={left + width}
            y={layout.y(us) + (crowded && index === 0 ? 12 : -4)}
            textAnchor="end"
            className="fill-text-2 stroke-surface text-2xs tabular-nums [paint-order:stroke] [stroke-width:3px]"
          >
            {name} {quantityText(us, 'us')}
          </text>
        </g>
      ))}
      <text x={left} y={bottom + 18} className="fill-text-3 text-2xs tabular-nums">
        0
      </text>
      <text x={left + width} y={bottom + 18} textAnchor="end" className="fill-text-3 text-2xs tabular-nums">
        {most} traces
      </text>
    </g>
  );
}
