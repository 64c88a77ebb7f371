/** The demo mesh as shipped, on a stopped clock, for tests. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ObjectValue, readFolder } from './configuration';
import type { Counters } from './counters';
import { beginHistory, type History } from './history';
import type { MeshTraffic } from './mesh-traffic';
import { historyLeadingTo } from './past';

/** An instant well outside an incident: 1,000 s into a cycle of two hours. */
export const NOW = Math.floor(1_795_600_000 / 7200) * 7200 + 1000;
export const SEED = 20_001;

export function shippedObjects(): readonly ObjectValue[] {
  return readFolder(join(fileURLToPath(new URL('.', import.meta.url)), '..', 'manifests'));
}

/** One state for all time; enough for most tests, and drawn fast. */
export function shippedHistory(seed = SEED): History {
  return beginHistory(seed, NOW - 36 * 3600, shippedObjects());
}

/** With the rollout and the change that the demo begins with. */
export function shippedPast(seed = SEED): History {
  return historyLeadingTo(seed, NOW - 36 * 3600, NOW, shippedObjects());
}

/** All series by their labels written out. */
export function snapshot(counters: Counters, traffic: MeshTraffic, seconds: number): Map<string, number> {
  const found = new Map<string, number>();
  counters.at(traffic, seconds, (labels, value) => found.set(JSON.stringify(labels), value));
  return found;
}

/** Growth per second between two instants, summed over the series whose labels include all of `wanted`. */
export function ratePerSecond(
  counters: Counters,
  traffic: MeshTraffic,
  wanted: Readonly<Record<string, string>>,
  from: number,
  to: number,
): number {
  const sum = (seconds: number): number => {
    let total = 0;
    counters.at(traffic, seconds, (labels, value) => {
      if (Object.entries(wanted).every(([name, text]) => labels[name] === text)) total += value;
    });
    return total;
  };
  return (sum(to) - sum(from)) / (to - from);
}

/** The objects with the weights of the reviews VirtualService's last rule changed. */
export function withReviewsWeights(
  objects: readonly ObjectValue[],
  weights: readonly number[],
): ObjectValue[] {
  const copies: ObjectValue[] = structuredClone([...objects]);
  for (const object of copies) {
    const { kind, metadata, spec } = object as {
      kind: string;
      metadata: { name: string };
      spec: { http: { route: { weight?: number }[] }[] };
    };
    if (kind !== 'VirtualService' || metadata.name !== 'reviews') continue;
    for (const [index, destination] of (spec.http.at(-1)?.route ?? []).entries()) {
      destination.weight = weights[index] ?? 0;
    }
  }
  return copies;
}
