/** Incidents: spans in which so many requests of a service fail that its health is failing. Pure. */
import { quantityText } from '@/lib/mesh/quantity';
import type { IncidentEvent } from './contract';
import type { FailureSightings } from './sightings';

/** Looks without failure that end an incident; fewer are a pause in it. */
const PAUSE_STEPS = 2;

/** Of services whose points are failing; `toSeconds` is the end of the span. */
export function incidentEvents(
  sightings: readonly FailureSightings[],
  toSeconds: number,
  stepSeconds: number,
): IncidentEvent[] {
  return sightings.flatMap(({ namespace, service, points }) =>
    runsOf(points, stepSeconds * (PAUSE_STEPS + 0.5)).map((run) => {
      const [first, last] = [run[0]?.[0] ?? toSeconds, run.at(-1)?.[0] ?? toSeconds];
      const peak = Math.max(...run.map(([, share]) => share));
      const goesOn = last > toSeconds - stepSeconds * (PAUSE_STEPS + 0.5);
      return {
        kind: 'incident' as const,
        id: `incident/${namespace ?? ''}/${service}/${first}`,
        atSeconds: first,
        withinSeconds: stepSeconds,
        title: `Requests to ${service} fail`,
        detail: `up to ${quantityText(peak, 'share')} of them`,
        namespace,
        untilSeconds: goesOn ? null : last,
        service,
        peak,
      };
    }),
  );
}

type Point = readonly [seconds: number, share: number];

function runsOf(points: readonly Point[], gapSeconds: number): Point[][] {
  const runs: Point[][] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const point of points) {
    if (point[0] - last > gapSeconds) runs.push([]);
    runs.at(-1)?.push(point);
    last = point[0];
  }
  return runs;
}
