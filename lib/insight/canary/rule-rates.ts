/** How much each rule of an object carries, by the simulation of today's calls. Pure. */
import { objectKey } from '@/lib/config/identity';
import type { SimulatedMesh } from '@/lib/config/simulation/answer/drafted-mesh';
import type { ObjectId } from '@/lib/config/store';
import { ruleAt } from '@/lib/insight/impact/changes/change-draft';
import type { FollowedCall } from '@/lib/insight/impact/follow';
import { mixOf } from '@/lib/insight/impact/mix';
import type { RouteTraffic } from './contract';

export function ruleRates(
  calls: readonly FollowedCall[],
  id: ObjectId,
  { places }: SimulatedMesh,
): RouteTraffic['rules'] {
  const key = objectKey(id);
  const byLine = new Map<number, { from: number; to: number }>();
  for (const followed of calls) {
    for (const { samples, low, high } of mixOf(followed)) {
      const lines = samples.map((sample) => lineOf(sample, key, places));
      for (const line of new Set(lines)) {
        if (line === null) continue;
        // Samples of one class that other rules take leave open how much of it is this rule's.
        const isAll = lines.every((one) => one === line);
        const known = byLine.get(line) ?? { from: 0, to: 0 };
        byLine.set(line, {
          from: known.from + (isAll ? low * followed.call.ratePerSecond : 0),
          to: known.to + high * followed.call.ratePerSecond,
        });
      }
    }
  }
  return [...byLine]
    .map(([line, requestsPerSecond]) => ({ line, requestsPerSecond }))
    .sort((a, b) => a.line - b.line);
}

function lineOf(
  sample: FollowedCall['samples'][number],
  key: string,
  places: SimulatedMesh['places'],
): number | null {
  const at = ruleAt(sample, 'before')[0];
  return at === undefined || objectKey(at.object) !== key ? null : places.at(at.object, at.path).line;
}

/** Hosts that the object's rules lead to today. */
export function ruledHosts(calls: readonly FollowedCall[], id: ObjectId): ReadonlySet<string> {
  const key = objectKey(id);
  const hosts = new Set<string>();
  for (const { before } of calls.flatMap(({ samples }) => samples)) {
    const { outcome } = before;
    const matched = outcome?.matched ?? null;
    if (outcome === null || matched === null || objectKey(matched.object) !== key) continue;
    if ('destinations' in outcome) for (const { host } of outcome.destinations) hosts.add(host);
  }
  return hosts;
}
