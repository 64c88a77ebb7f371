/** What lists show of everything at once: one p95 and one trend for each namespace, application, service or workload. */
import type { TimeWindow } from '@/lib/mesh/time-window';

/** Whom the figures are of: those that are called, at the level of a list. */
export const subjectLevels = ['namespace', 'app', 'service', 'workload'] as const;
export type SubjectLevel = (typeof subjectLevels)[number];

export interface SubjectsQuery {
  readonly level: SubjectLevel;
  readonly window: TimeWindow;
  /** Tells those of one name in several clusters apart, where a workload answered; left out = they are added up. */
  readonly byCluster?: boolean | undefined;
  /** Asks for these only, which costs the source as little as they have series; left out = everything. Others may be among the answer. */
  readonly among?: readonly Pick<Subject, 'namespace' | 'name'>[] | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Of a namespace `name` is the namespace's; null = not known. */
export interface Subject {
  /** null = not asked for, or not known. */
  readonly cluster: string | null;
  readonly namespace: string | null;
  readonly name: string | null;
}

export interface SubjectLatency extends Subject {
  /** Of all requests that it was sent, each once; milliseconds. */
  readonly p95Ms: number;
}

export interface SubjectTrend extends Subject {
  /** One value for each instant asked for; null = a gap. */
  readonly requestsPerSecond: readonly (number | null)[];
  /** Headline errors: 5xx, no response and gRPC failures, without injected ones. */
  readonly errorsPerSecond: readonly (number | null)[];
}

export interface SubjectsAnswer<Row> {
  readonly rows: readonly Row[];
  readonly warnings: readonly string[];
}

export interface SubjectsTrendQuery extends SubjectsQuery {
  readonly instants: readonly number[];
  readonly stepSeconds: number;
}

/** Each one query, whatever the number of rows; each throws `Fault`. */
export interface SubjectsPort {
  /** Computed by the source on summed buckets. What got no request is left out. */
  p95(query: SubjectsQuery): Promise<SubjectsAnswer<SubjectLatency>>;
  trends(query: SubjectsTrendQuery): Promise<SubjectsAnswer<SubjectTrend>>;
}
