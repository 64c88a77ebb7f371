/** Choosing what the injection page shows. Pure; the choice lives in the URL. */
import type { InjectionAnswer, NamespaceAnswer, WorkloadAnswer } from '@/lib/config/injection/contract';

export const INJECTION_CHOICES = ['all', 'problems', 'sidecar', 'ambient', 'none'] as const;
export type InjectionChoice = (typeof INJECTION_CHOICES)[number];

export interface InjectionFilter {
  readonly text: string;
  readonly show: InjectionChoice;
  /** Null = all. */
  readonly namespaces: readonly string[] | null;
}

/** Namespaces with the workloads that are left; those that lose all of theirs to the filter go. */
export function filteredNamespaces(
  answer: InjectionAnswer,
  filter: InjectionFilter,
): readonly NamespaceAnswer[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return answer.namespaces.flatMap((namespace) => {
    if (filter.namespaces !== null && !filter.namespaces.includes(namespace.name)) return [];
    const workloads = namespace.workloads.filter(
      (workload) => isShown(workload, filter.show) && hasWords(namespace, workload, words),
    );
    const isFiltered = filter.show !== 'all' || words.length > 0;
    return workloads.length === 0 && isFiltered ? [] : [{ ...namespace, workloads }];
  });
}

function isShown(workload: WorkloadAnswer, show: InjectionChoice): boolean {
  if (show === 'problems') return workload.problem !== null;
  return show === 'all' || workload.planned.kind === show;
}

function hasWords(namespace: NamespaceAnswer, { id }: WorkloadAnswer, words: readonly string[]): boolean {
  const text = `${namespace.name} ${id.kind} ${id.name}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

export interface InjectionCounts {
  readonly sidecar: number;
  readonly ambient: number;
  readonly none: number;
  readonly unknown: number;
  readonly problems: number;
}

/** Workloads by what their pods get, over everything that is answered. */
export function injectionCounts(namespaces: readonly NamespaceAnswer[]): InjectionCounts {
  const counts = { sidecar: 0, ambient: 0, none: 0, unknown: 0, problems: 0 };
  for (const { planned, problem } of namespaces.flatMap(({ workloads }) => workloads)) {
    counts[planned.kind] += 1;
    if (problem !== null) counts.problems += 1;
  }
  return counts;
}
