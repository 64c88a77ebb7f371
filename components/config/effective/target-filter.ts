/** Finding a workload or a namespace by words. Pure. */
import type { NamespaceAnswer } from '@/lib/config/injection/contract';

/** A namespace that has the words itself keeps all of its workloads; else those that have them stay. */
export function foundTargets(
  namespaces: readonly NamespaceAnswer[],
  text: string,
): readonly NamespaceAnswer[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return namespaces;
  const has = (name: string) => words.every((word) => name.toLowerCase().includes(word));
  return namespaces.flatMap((namespace) => {
    if (has(namespace.name)) return [namespace];
    const workloads = namespace.workloads.filter(({ id }) => has(`${namespace.name} ${id.kind} ${id.name}`));
    return workloads.length === 0 ? [] : [{ ...namespace, workloads }];
  });
}
