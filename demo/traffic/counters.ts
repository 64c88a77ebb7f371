/**
 * All series with their values at an instant, as one scrape of the whole mesh would find them. Series that have
 * counted nothing yet do not exist, as in Envoy.
 */
import { workloadKey } from '@/demo/world/workloads';
import { ControlPlaneCounters, ISTIO_VERSION } from './control-plane';
import type { Labels } from './labels';
import type { Emitter, MeshTraffic, TrafficRow } from './mesh-traffic';
import type { PodLife } from './pods';
import { massLength } from './row';
import { podLabels, type SeriesGroup, seriesOf } from './series';

/** Called for each series that exists. The label object of a series is the same each time. */
export type Visit = (labels: Labels, value: number) => void;

export class Counters {
  readonly #groups = new WeakMap<object, Map<string, SeriesGroup>>();
  readonly #controlPlane = new ControlPlaneCounters();
  readonly #podLabels = new Map<string, Labels>();
  readonly #values = new Float64Array(128);
  readonly #mass = new Float64Array(128);

  /** Visits every series of the mesh at an instant, Unix seconds. */
  at(traffic: MeshTraffic, seconds: number, visit: Visit): void {
    const amountsSince = new Map<number, Float64Array>();
    for (const emitter of traffic.emitters()) {
      for (const life of traffic.podsAt(emitter.workload, seconds)) {
        let amounts = amountsSince.get(life.sinceSeconds);
        if (amounts === undefined) {
          amounts = traffic.basisAmounts(life.sinceSeconds, seconds);
          amountsSince.set(life.sinceSeconds, amounts);
        }
        this.#visitPod(emitter, life, amounts, visit);
      }
    }
    this.#controlPlane.at(traffic, seconds, visit);
  }

  #visitPod(emitter: Emitter, life: PodLife, amounts: Float64Array, visit: Visit): void {
    const pod = this.#labelsOf(emitter, life);
    const share = 1 / Math.max(1, emitter.workload.pods);
    for (const row of emitter.rows) {
      const mass = this.#massOf(row, amounts, share);
      const group = this.#group(row, life.pod, pod);
      group.write(mass, this.#values);
      // The first value says whether anything was counted; for TCP the third, a connection, comes first.
      const counted = row.meta.kind === 'tcp' ? this.#values[2] : this.#values[0];
      if (counted === undefined || counted < 1) continue;
      for (const [index, labels] of group.labels.entries()) visit(labels, this.#values[index] ?? 0);
    }
    visit(this.#buildInfo(emitter, life.pod, pod), 1);
  }

  #massOf(row: TrafficRow, amounts: Float64Array, share: number): Float64Array {
    const mass = this.#mass;
    const length = massLength(row.meta);
    mass.fill(0, 0, length);
    for (const part of row.parts) {
      const amount = (amounts[part.basis] ?? 0) * share;
      if (amount === 0) continue;
      for (let index = 0; index < length; index += 1) {
        mass[index] = (mass[index] ?? 0) + (part.mass[index] ?? 0) * amount;
      }
    }
    return mass;
  }

  #group(row: TrafficRow, pod: string, labels: Labels): SeriesGroup {
    let groups = this.#groups.get(row.meta);
    if (groups === undefined) {
      groups = new Map();
      this.#groups.set(row.meta, groups);
    }
    const known = groups.get(pod);
    if (known !== undefined) return known;
    const group = seriesOf(row.meta, labels);
    groups.set(pod, group);
    return group;
  }

  #labelsOf(emitter: Emitter, life: PodLife): Labels {
    const known = this.#podLabels.get(life.pod);
    if (known !== undefined) return known;
    const labels = podLabels(emitter.workload, life);
    this.#podLabels.set(life.pod, labels);
    return labels;
  }

  #buildInfo(emitter: Emitter, podName: string, pod: Labels): Labels {
    const key = `build ${podName}`;
    const known = this.#podLabels.get(key);
    if (known !== undefined) return known;
    const component = workloadKey(emitter.workload) === 'istio-system/ztunnel' ? 'ztunnel' : 'proxy';
    const labels = { __name__: 'istio_build', ...pod, component, tag: ISTIO_VERSION };
    this.#podLabels.set(key, labels);
    return labels;
  }
}
