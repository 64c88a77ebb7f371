/** Services by health as a bar and as counts; what is failing or degraded stands taller, idle is hollow. */
import { HEALTH_TEXT, HealthIcon, type HealthKind } from '@/components/ui/health-icon';
import type { HealthTally } from './group-rows';

const ORDER: readonly HealthKind[] = ['failing', 'degraded', 'healthy', 'idle', 'unknown'];
const WIDTH = 64;
const GAP = 2;
/** Below this a segment is no longer seen. */
const NARROWEST = 5;

const FILLS: Record<HealthKind, string> = {
  failing: 'fill-failing',
  degraded: 'fill-degraded-mark',
  healthy: 'fill-healthy-bar',
  idle: 'fill-surface stroke-idle',
  unknown: 'fill-surface stroke-idle',
};

interface Segment {
  kind: HealthKind;
  x: number;
  width: number;
}

/** The bar's segments in pixels, each as wide as its share but never too narrow to be seen. */
export function healthSegments(tally: HealthTally, width: number): Segment[] {
  const kinds = ORDER.filter((kind) => tally[kind] > 0);
  const room = width - GAP * Math.max(0, kinds.length - 1);
  const total = kinds.reduce((sum, kind) => sum + tally[kind], 0);
  const wanted = kinds.map((kind) => Math.max(NARROWEST, (tally[kind] / total) * room));
  const excess = wanted.reduce((sum, each) => sum + each, 0) - room;
  const spare = wanted.reduce((sum, each) => sum + (each - NARROWEST), 0);
  let x = 0;
  return kinds.map((kind, index) => {
    const own = wanted[index] ?? NARROWEST;
    const segmentWidth = spare > 0 ? own - (excess * (own - NARROWEST)) / spare : own;
    const segment = { kind, x, width: segmentWidth };
    x += segmentWidth + GAP;
    return segment;
  });
}

export function HealthBar({ tally }: { tally: HealthTally }) {
  return (
    <span className="flex items-center gap-2">
      <svg aria-hidden="true" width={WIDTH} height={12} className="max-[1400px]:hidden">
        {healthSegments(tally, WIDTH).map(({ kind, x, width }) => {
          const tall = kind === 'failing' || kind === 'degraded';
          const hollow = kind === 'idle' || kind === 'unknown';
          return (
            <rect
              key={kind}
              x={hollow ? x + 0.5 : x}
              y={tall ? 0 : hollow ? 2.5 : 2}
              width={hollow ? width - 1 : width}
              height={tall ? 12 : hollow ? 7 : 8}
              rx={2}
              className={FILLS[kind]}
            />
          );
        })}
      </svg>
      <span className="flex gap-2">
        {ORDER.filter((kind) => tally[kind] > 0).map((kind) => (
          <span
            key={kind}
            className={`inline-flex items-center gap-1 font-medium text-xs tabular-nums ${HEALTH_TEXT[kind]}`}
          >
            <HealthIcon kind={kind} className="size-3.5" />
            {tally[kind]}
          </span>
        ))}
      </span>
    </span>
  );
}
