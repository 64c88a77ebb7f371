/**
 * The reasoning behind a simulated answer, step by step: what was looked at, what was passed over and why,
 * what decided. Kept only where it is asked for, so that bulk questions do not pay for texts nobody reads.
 */
import type { ObjectId } from '@/lib/config/store';

/** `considered`: looked at, it neither decided nor was passed over. `skipped`: why it does not count. `chosen`: it decided. */
export type StepKind = 'considered' | 'skipped' | 'chosen';

export type StepPath = readonly (string | number)[];

/** One thing that was looked at, in order. */
export interface ReasonStep {
  readonly kind: StepKind;
  /** A sentence. */
  readonly text: string;
  readonly object: ObjectId | null;
  /** Path inside the object, e.g. `['spec','http',0,'match',1]`; empty = the object as a whole. */
  readonly path: StepPath;
}

/** Collects steps. Call it as `reasons?.skipped(…)`: without a collector the texts are not even put together. */
export class Reasons {
  readonly steps: ReasonStep[] = [];

  considered(text: string, object: ObjectId | null, path: StepPath = []): void {
    this.#add({ kind: 'considered', text, object, path });
  }

  skipped(text: string, object: ObjectId | null, path: StepPath = []): void {
    this.#add({ kind: 'skipped', text, object, path });
  }

  chosen(text: string, object: ObjectId | null, path: StepPath = []): void {
    this.#add({ kind: 'chosen', text, object, path });
  }

  /** Destinations of one rule are looked up alike; what was said of the first need not be said again. */
  #add(step: ReasonStep): void {
    if (this.steps.some((before) => before.text === step.text && before.kind === step.kind)) return;
    this.steps.push(step);
  }
}
