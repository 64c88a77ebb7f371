/**
 * Every counter of the demo mesh at any instant: a pure function of the seed, the history of configuration and the
 * time. A counter is the sum, over the history's segments and the phases of the incident, of an amount per second
 * times the demand that passed, which is known in closed form.
 */

import type { WorldWorkload } from '@/demo/world/behaviour';
import { workloadKey } from '@/demo/world/workloads';
import { mix } from './chance';
import type { DrawnStore } from './drawn-store';
import { type Drawn, drawFlows, SAMPLES } from './flows';
import type { History, Segment } from './history';
import { type PodLife, podAt } from './pods';
import { Presence } from './presence';
import type { Router } from './request';
import { routerFor } from './routing';
import type { Mass, RowMeta } from './row';
import { demandInPhase, PHASES, type Phase, WAVES } from './time';

/** One state of the world: what is configured, in one phase. */
export interface WorldState {
  readonly router: Router;
  readonly phase: Phase;
  readonly drawn: Drawn;
}

/** A row over all time: its amounts by basis, see `basisAmounts`. */
export interface TrafficRow {
  readonly meta: RowMeta;
  readonly parts: readonly { readonly basis: number; readonly mass: Mass }[];
}

/** Rows of one workload's proxies. */
export interface Emitter {
  readonly workload: WorldWorkload;
  readonly rows: readonly TrafficRow[];
}

export interface MeshTrafficOptions {
  /** Requests drawn for each entry; fewer are faster and rougher. */
  readonly samples?: number;
  /** Keeps what was drawn for the next run. */
  readonly store?: DrawnStore;
}

export class MeshTraffic {
  readonly history: History;
  readonly #presence: Presence;
  readonly #states = new Map<string, WorldState>();
  #emitters: readonly Emitter[] | null = null;

  readonly #samples: number;
  readonly #store: DrawnStore | null;

  constructor(history: History, options: MeshTrafficOptions = {}) {
    this.history = history;
    this.#presence = new Presence(history);
    this.#samples = options.samples ?? SAMPLES;
    this.#store = options.store ?? null;
  }

  /** The same mesh with a longer history; what was drawn already is kept. */
  continued(history: History): MeshTraffic {
    const next = new MeshTraffic(history, {
      samples: this.#samples,
      ...(this.#store === null ? {} : { store: this.#store }),
    });
    for (const [key, state] of this.#states) next.#states.set(key, state);
    return next;
  }

  /** The state of the world at an instant, Unix seconds. */
  stateAt(seconds: number, phase: Phase): WorldState {
    const { segments } = this.history;
    const current = segments.findLast((segment) => segment.fromSeconds <= seconds) ?? segments[0];
    if (current === undefined) throw new Error('The history of the demo mesh has no segment.');
    return this.#state(current, phase);
  }

  /** Everything that is counted, by the workload whose proxies count it. Drawn on the first call. */
  emitters(): readonly Emitter[] {
    this.#emitters ??= this.#draw();
    return this.#emitters;
  }

  /**
   * The demand that passed between two instants, for each basis: segment × phase × wave. A row's counter grew by
   * the sum of `mass × amount`.
   */
  basisAmounts(fromSeconds: number, toSeconds: number): Float64Array {
    const { segments } = this.history;
    const amounts = new Float64Array(segments.length * PHASES.length * WAVES.length);
    let basis = 0;
    for (const [index, segment] of segments.entries()) {
      const from = index === 0 ? fromSeconds : Math.max(fromSeconds, segment.fromSeconds);
      const to = Math.min(toSeconds, segments[index + 1]?.fromSeconds ?? toSeconds);
      for (const phase of PHASES) {
        for (const wave of WAVES) {
          amounts[basis] = demandInPhase(wave, phase, from, to);
          basis += 1;
        }
      }
    }
    return amounts;
  }

  /** The pods of a workload at an instant; none while its Deployment is not there. */
  podsAt(workload: WorldWorkload, seconds: number): readonly PodLife[] {
    const since = this.#presence.since(workload, seconds);
    if (since === null) return [];
    return Array.from({ length: Math.max(1, workload.pods) }, (_unused, slot) => {
      const life = podAt(workload, slot, seconds);
      return life.sinceSeconds >= since ? life : { ...life, sinceSeconds: since };
    });
  }

  #draw(): readonly Emitter[] {
    const rows = new Map<string, { meta: RowMeta; parts: { basis: number; mass: Mass }[] }>();
    let basis = 0;
    for (const segment of this.history.segments) {
      for (const phase of PHASES) {
        const rowsOfState = this.#everIs(segment, phase)
          ? this.#state(segment, phase).drawn.table.rows.values()
          : [];
        for (const row of rowsOfState) {
          const key = rowKey(row.meta);
          const target = rows.get(key) ?? { meta: row.meta, parts: [] };
          rows.set(key, target);
          for (const [wave, mass] of row.perWave.entries()) {
            if (mass !== undefined) target.parts.push({ basis: basis + wave, mass });
          }
        }
        basis += WAVES.length;
      }
    }
    return grouped([...rows.values()]);
  }

  /** Whether a segment of the past met the phase; drawing what nobody saw would cost a second each. */
  #everIs(segment: Segment, phase: Phase): boolean {
    const { segments } = this.history;
    const index = segments.indexOf(segment);
    const to = segments[index + 1]?.fromSeconds;
    if (index === 0 || to === undefined) return true;
    return demandInPhase('machines', phase, segment.fromSeconds, to) > 0;
  }

  #state(segment: Segment, phase: Phase): WorldState {
    const key = `${segment.hash}:${phase}`;
    const known = this.#states.get(key);
    if (known !== undefined) return known;
    const other = PHASES.map((one) => this.#states.get(`${segment.hash}:${one}`)).find(
      (one) => one !== undefined,
    );
    const router = other?.router ?? routerFor(segment.objects);
    const seed = mix(this.history.seed, 0x7f4a7c15);
    const storeKey = `${seed}-${segment.hash}-${phase}-${this.#samples}`;
    let drawn = this.#store?.read(storeKey) ?? null;
    if (drawn === null) {
      drawn = drawFlows(router, phase, seed, this.#samples);
      this.#store?.write(storeKey, drawn);
    }
    const state = { router, phase, drawn };
    this.#states.set(key, state);
    return state;
  }
}

/** The same for two rows exactly when their proxies would count them together, in this process and in the next. */
function rowKey({ kind, emitter, labels }: RowMeta): string {
  return `${kind}|${workloadKey(emitter)}|${JSON.stringify(labels)}`;
}

function grouped(rows: readonly TrafficRow[]): readonly Emitter[] {
  const byEmitter = new Map<string, { workload: WorldWorkload; rows: TrafficRow[] }>();
  for (const row of rows) {
    const key = workloadKey(row.meta.emitter);
    const group = byEmitter.get(key) ?? { workload: row.meta.emitter, rows: [] };
    group.rows.push(row);
    byEmitter.set(key, group);
  }
  return [...byEmitter.values()];
}
