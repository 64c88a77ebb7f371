/** The decisions that are left to chance in one request, each at a place of its own in the tree of calls. */
import type { Failure, Latency, WorldWorkload } from '@/demo/world/behaviour';
import { remoteTwin, workloadFor } from '@/demo/world/workloads';
import type { RouteDestination } from '@/lib/config/simulation/outcome';
import { type Chance, mix, normalQuantile } from './chance';

export class Dice {
  readonly #chance: Chance;

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  /** True for `share` of all requests. */
  happens(share: number, point: number): boolean {
    return share > 0 && this.#chance.next(point) < share;
  }

  /** Evenly between two bounds. */
  between(from: number, to: number, point: number): number {
    return from + (to - from) * this.#chance.next(point);
  }

  pick(destinations: readonly RouteDestination[], point: number): RouteDestination {
    const [first] = destinations;
    if (first === undefined) throw new Error('A route without destinations was simulated.');
    if (destinations.length === 1) return first;
    let left = this.#chance.next(point);
    for (const destination of destinations) {
      left -= destination.share;
      if (left < 0) return destination;
    }
    return first;
  }

  server(destination: Pick<RouteDestination, 'workloads'>, point: number): WorldWorkload | null {
    const picked = this.#workload(destination, point);
    if (picked === null) return null;
    const server = workloadFor(picked);
    const twin = remoteTwin(server);
    return twin !== null && this.happens(twin.share, mix(point, 21)) ? twin.workload : server;
  }

  #workload({ workloads }: Pick<RouteDestination, 'workloads'>, point: number) {
    const [first] = workloads;
    if (first === undefined || workloads.length === 1) return first ?? null;
    let left = this.#chance.next(point);
    for (const workload of workloads) {
      left -= workload.share;
      if (left < 0) return workload;
    }
    return first;
  }

  failure(failures: readonly Failure[], point: number): Failure | null {
    if (failures.length === 0) return null;
    let left = this.#chance.next(point);
    for (const failure of failures) {
      left -= failure.share;
      if (left < 0) return failure;
    }
    return null;
  }

  latencyMs(latency: Latency, point: number): number {
    const spread = Math.log(latency.p95Ms / latency.medianMs) / 1.6448536;
    return latency.medianMs * Math.exp(spread * normalQuantile(this.#chance.next(point)));
  }

  bytes(bytes: number, point: number): number {
    return Math.round(bytes * (0.85 + 0.3 * this.#chance.next(mix(point, 8))));
  }
}
