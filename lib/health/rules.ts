/** Which rules hold for what. The browser and everything without a settings file judge by the defaults. */
import type { LatencyLimit } from './latency-limits';
import type { Objective } from './objective';
import { DEFAULT_TOLERANCES, type Tolerance } from './tolerances';

/** Kiali's kinds, and those of boxes. */
export type SubjectKind = 'app' | 'workload' | 'service' | 'namespace' | 'cluster';

/** What is judged, by every name that a rule may know it by. */
export interface HealthSubject {
  readonly namespace: string | null;
  readonly names: readonly { readonly kind: SubjectKind; readonly name: string }[];
  /** The annotation `health.kiali.io/rate` of its object, as written; null = none. */
  readonly annotation: string | null;
}

export interface SubjectRules {
  readonly tolerances: readonly Tolerance[];
  readonly latency: readonly LatencyLimit[];
  readonly objective: Objective | null;
  /** What is wrong with its annotation, as a sentence. */
  readonly mistake: string | null;
}

export interface HealthRules {
  /** Every tolerance that something may be judged by, annotations of objects aside. */
  readonly tolerances: readonly Tolerance[];
  of(subject: HealthSubject): SubjectRules;
}

export const DEFAULT_SUBJECT_RULES: SubjectRules = {
  tolerances: DEFAULT_TOLERANCES,
  latency: [],
  objective: null,
  mistake: null,
};

export const DEFAULT_RULES: HealthRules = {
  tolerances: DEFAULT_TOLERANCES,
  of: () => DEFAULT_SUBJECT_RULES,
};

/** Whether its rules can only be judged with histograms. */
export function needsBuckets({ latency, objective }: SubjectRules): boolean {
  return latency.length > 0 || (objective !== null && objective.withinMs !== null);
}
