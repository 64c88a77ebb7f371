/** The list of fields of an organizing step, and its changes. Pure. */
import type { Transformation } from '@/lib/dashboards/model/transformation';

export type Organize = Extract<Transformation, { id: 'organize' }>;

/** Those that there are and those that the step names, in the order that it gives them. */
export function organizedNames(step: Organize, known: readonly string[]): readonly string[] {
  const named = [step.indexByName, step.renameByName, step.excludeByName].flatMap(Object.keys);
  const all = [...new Set([...known, ...named])];
  const place = (name: string) => step.indexByName[name] ?? Number.MAX_SAFE_INTEGER;
  return all
    .map((name, at) => ({ name, at }))
    .toSorted((a, b) => place(a.name) - place(b.name) || a.at - b.at)
    .map(({ name }) => name);
}

export function renamed(step: Organize, name: string, title: string): Organize {
  const { [name]: _, ...rest } = step.renameByName;
  return { ...step, renameByName: title === '' ? rest : { ...rest, [name]: title } };
}

export function hidden(step: Organize, name: string, isHidden: boolean): Organize {
  const { [name]: _, ...rest } = step.excludeByName;
  return { ...step, excludeByName: isHidden ? { ...rest, [name]: true } : rest };
}

/** Changes places with the neighbour; from then on all of `names` have a place of their own. */
export function moved(step: Organize, names: readonly string[], at: number, by: -1 | 1): Organize {
  const order = [...names];
  const [one, other] = [order[at], order[at + by]];
  if (one === undefined || other === undefined) return step;
  order[at] = other;
  order[at + by] = one;
  return { ...step, indexByName: Object.fromEntries(order.map((name, index) => [name, index])) };
}
