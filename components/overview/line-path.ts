/** A series as SVG paths: one piece per run of values, so that gaps stay gaps. */
import { type Plot, plotX, plotY } from '@/components/charts/plot';

export function linePath(
  points: readonly (readonly [number, number | null])[],
  plot: Plot,
): { line: string; area: string } {
  const foot = plot.top + plot.height;
  const line: string[] = [];
  const area: string[] = [];
  for (const run of runsOf(points, plot)) {
    const first = run[0];
    const last = run.at(-1);
    if (first === undefined || last === undefined) continue;
    const path = run.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('');
    // A single value between gaps is a dot, which a round cap makes of a line without length.
    line.push(run.length === 1 ? `${path}h0` : path);
    area.push(`${path}L${round(last[0])} ${foot}L${round(first[0])} ${foot}Z`);
  }
  return { line: line.join(''), area: area.join('') };
}

function runsOf(points: readonly (readonly [number, number | null])[], plot: Plot): [number, number][][] {
  const runs: [number, number][][] = [];
  let open = false;
  for (const [seconds, value] of points) {
    const y = value === null ? null : plotY(plot, value);
    if (y === null) {
      open = false;
      continue;
    }
    if (!open) runs.push([]);
    runs.at(-1)?.push([plotX(plot, seconds), y]);
    open = true;
  }
  return runs;
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
