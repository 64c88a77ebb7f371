/** An object as a form writes it: what the form knows changes, everything else in the object stays. */
import { z } from 'zod';
import type { AssistantTarget, FieldProblem, ObjectEdit } from '@/lib/config/assistants/assistant';
import type { MeshObjects } from '@/lib/config/assistants/mesh-objects';
import { isObjectId } from '@/lib/config/identity';
import { type Fields, fieldsAt, textMapAt } from '@/lib/config/simulation/read/fields';
import type { ObjectId } from '@/lib/config/store';

export const labelsSchema = z.array(z.object({ key: z.string(), value: z.string() }));
export type LabelRows = z.infer<typeof labelsSchema>;

/** The present object or an empty one, its `spec` changed. */
export function withSpec(
  mesh: MeshObjects,
  id: ObjectId,
  apiVersion: string,
  change: (spec: Fields) => Fields,
): ObjectEdit {
  const present = mesh.get(id)?.value ?? emptyObject(id, apiVersion);
  return { id, value: { ...present, spec: pruned(change(fieldsAt(present, 'spec'))) } };
}

export function emptyObject({ kind, namespace, name }: ObjectId, apiVersion: string): Fields {
  return { apiVersion, kind, metadata: { name, ...(namespace === null ? {} : { namespace }) } };
}

/** Without what is undefined: a field of the form that was emptied is taken out of the object. */
export function pruned(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** Undefined where the list is empty, so that the field is left out. */
export function filled<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

/** Undefined where the text is empty. */
export function written(text: string): string | undefined {
  return text === '' ? undefined : text;
}

export function labelRows(labels: Readonly<Record<string, string>>): LabelRows {
  return Object.entries(labels).map(([key, value]) => ({ key, value }));
}

export function labelMap(rows: LabelRows): Readonly<Record<string, string>> {
  return Object.fromEntries(rows.filter(({ key }) => key !== '').map(({ key, value }) => [key, value]));
}

/** `selector.matchLabels` of a policy. */
export function matchLabels(spec: Fields): LabelRows {
  return labelRows(textMapAt(fieldsAt(spec, 'selector'), 'matchLabels'));
}

export function selectorFor(rows: LabelRows): Fields | undefined {
  const labels = labelMap(rows);
  return Object.keys(labels).length === 0 ? undefined : { matchLabels: labels };
}

/** Fields of `present` that are not among `known`, in words for the list of what is kept. */
export function keptFields(present: Fields, known: readonly string[], path: string): readonly string[] {
  return Object.keys(present)
    .filter((name) => !known.includes(name))
    .map((name) => `${path}.${name}`);
}

/** What is wrong with name and namespace of the object that is written. */
export function nameProblems(id: ObjectId): readonly FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (id.namespace === '') problems.push({ field: 'namespace', message: 'Choose a namespace' });
  if (!isObjectId({ ...id, namespace: id.namespace === '' ? 'default' : id.namespace })) {
    problems.push({ field: 'name', message: 'Lower case letters, digits and "-"' });
  }
  return problems;
}

/** A number for a port, null where the text is none. */
export function portOf(text: string): number | null {
  const port = Number(text);
  return /^\d{1,5}$/.test(text) && port >= 1 && port <= 65_535 ? port : null;
}

export const PORT_MESSAGE = 'A port is a number from 1 to 65535';

/** Namespace, name and labels that a new object for pods begins with: those of the service that it was opened on. */
export function freshPlace(
  mesh: MeshObjects,
  target: AssistantTarget,
  suffix: string,
): { readonly namespace: string; readonly name: string; readonly labels: LabelRows } {
  if (target.kind !== 'service') {
    const namespace = (target.kind === 'object' ? target.id.namespace : target.namespace) ?? '';
    return { namespace, name: '', labels: [] };
  }
  const { endpoints } = mesh.service(target.name, target.namespace) ?? {};
  return {
    namespace: target.namespace,
    name: `${target.name}-${suffix}`,
    labels: endpoints?.kind === 'selector' ? labelRows(endpoints.labels) : [],
  };
}
