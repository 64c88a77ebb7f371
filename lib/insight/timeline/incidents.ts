/** Incidents: spans in which so many requests of a service fail that its health is failing. Pure. */
import { quantityText } from '@/lib/mesh/quantity';
import type { TimeWindow } from '@/lib/mesh/time-window';
import type { IncidentEvent } from './contract';
import type { FailureSightings } from './sightings';

/** Looks without failure that end an incident; fewer are a pause in it. */
const PAUSE_STEPS = 2;

/** What fails within `window`. A version's incident is part of its service's, where the service as a whole fails too. */
export function incidentEvents(
  sightings: readonly FailureSightings[],
  window: TimeWindow,
  stepSeconds: number,
): IncidentEvent[] {
  const all = sightings.flatMap((one) => incidentsOf(one, window, stepSeconds));
  return all.filter(
    (incident) =>
      incident.version === null ||
      !all.some(
        (other) => other.version === null && isSameService(other, incident) && overlap(other, incident),
      ),
  );
}

function incidentsOf(
  { namespace, service, version, points }: FailureSightings,
  { fromSeconds, toSeconds }: TimeWindow,
  stepSeconds: number,
): IncidentEvent[] {
  const pause = stepSeconds * (PAUSE_STEPS + 0.5);
  const name = version === null ? service : `${service} ${version}`;
  return runsOf(points, pause).map((run) => {
    const [first, last] = [run[0]?.[0] ?? toSeconds, run.at(-1)?.[0] ?? toSeconds];
    const peak = Math.max(...run.map(([, share]) => share));
    return {
      kind: 'incident',
      id: `incident/${namespace ?? ''}/${service}/${version ?? ''}/${first}`,
      atSeconds: first,
      withinSeconds: stepSeconds,
      title: `Requests to ${name} fail`,
      detail: `up to ${quantityText(peak, 'share')} of them`,
      namespace,
      untilSeconds: last > toSeconds - pause ? null : last,
      service,
      version,
      beganBefore: first < fromSeconds + pause,
      peak,
    };
  });
}

function isSameService(a: IncidentEvent, b: IncidentEvent): boolean {
  return a.service === b.service && a.namespace === b.namespace;
}

function overlap(a: IncidentEvent, b: IncidentEvent): boolean {
  return a.atSeconds <= (b.untilSeconds ?? Infinity) && b.atSeconds <= (a.untilSeconds ?? Infinity);
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
