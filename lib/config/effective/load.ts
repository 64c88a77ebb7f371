/** The answer about effective configuration, from a store's objects. */
import type { ConfigSource } from '@/lib/config/config-source';
import { objectKey } from '@/lib/config/identity';
import { meshConfigOf } from '@/lib/config/mesh-config/find-mesh-config';
import { lineOf } from '@/lib/config/object-lines';
import { dataPlaneOf } from '@/lib/config/simulation/data-plane';
import { meshView } from '@/lib/config/simulation/mesh-view';
import type { StoredObject } from '@/lib/config/store';
import { summaryLine } from '@/lib/config/summary/explain';
import { workloadId } from '@/lib/config/workload-id';
import { Fault } from '@/lib/mesh/fault';
import type { EffectiveAnswer, EffectiveEntryAnswer, EffectiveSectionAnswer } from './contract';
import type { EffectiveEntry, EffectiveSection } from './entry';
import { effectiveOfNamespace } from './namespace';
import { type EffectiveMesh, namespaceSubject, type Subject, workloadSubject } from './subject';
import { effectiveOfWorkload } from './workload';

export type EffectiveRequest =
  /** `kind` null = whichever kind has that name. */
  | {
      readonly kind: 'workload';
      readonly namespace: string;
      readonly workloadKind: string | null;
      readonly name: string;
    }
  | { readonly kind: 'namespace'; readonly namespace: string };

/** Throws `not-found`. */
export async function loadEffective(
  { store }: ConfigSource,
  request: EffectiveRequest,
  signal?: AbortSignal,
): Promise<EffectiveAnswer> {
  const { objects } = await store.list(signal);
  const { config, sources, assumed } = meshConfigOf(objects);
  const mesh: EffectiveMesh = { view: meshView(objects, config), objects };
  const subject = subjectOf(mesh, request);
  const sections =
    subject.kind === 'workload' ? effectiveOfWorkload(mesh, subject) : effectiveOfNamespace(mesh, subject);
  const byKey = new Map(objects.map((object) => [objectKey(object.id), object]));
  return {
    subject: subjectAnswer(mesh, subject),
    sections: sections.map((section) => sectionAnswer(section, byKey)),
    settings: { sources: sources.map(({ title }) => title), assumed: [...assumed] },
  };
}

function subjectOf({ view }: EffectiveMesh, request: EffectiveRequest): Subject {
  const { namespace } = request;
  if (request.kind === 'namespace') {
    const subject = namespaceSubject(view, namespace);
    if (subject !== null) return subject;
    throw new Fault('not-found', `There is no namespace ${namespace} among the objects.`, {
      hint: 'Choose one of those that the configuration holds.',
    });
  }
  const { workloadKind, name } = request;
  const subject = workloadSubject(view, namespace, workloadKind, name);
  if (subject !== null) return subject;
  throw new Fault('not-found', `There is no ${workloadKind ?? 'workload'} ${name} in ${namespace}.`, {
    hint: 'The graph may know it from its traffic while the source of configuration does not hold it.',
  });
}

function subjectAnswer({ view }: EffectiveMesh, subject: Subject): EffectiveAnswer['subject'] {
  if (subject.kind === 'namespace') {
    const { namespace, workloads } = subject;
    const labels = view.namespaceLabels.get(namespace);
    return {
      kind: 'namespace',
      name: namespace,
      labels: labels === undefined ? null : { ...labels },
      workloads: workloads
        .map((workload) => ({ id: workloadId(workload), plane: dataPlaneOf(view, workload) }))
        .sort((a, b) => (a.id.name < b.id.name ? -1 : 1)),
    };
  }
  const { id, plane, workload } = subject;
  const { labels, serviceAccount } = workload;
  return { kind: 'workload', id, plane, labels: { ...labels }, serviceAccount };
}

function sectionAnswer(
  { key, title, result, entries }: EffectiveSection,
  objects: ReadonlyMap<string, StoredObject>,
): EffectiveSectionAnswer {
  return { key, title, result, entries: entries.map((entry) => entryAnswer(entry, objects)) };
}

function entryAnswer(
  { state, id, path, what, why }: EffectiveEntry,
  objects: ReadonlyMap<string, StoredObject>,
): EffectiveEntryAnswer {
  const object = id === null ? undefined : objects.get(objectKey(id));
  return {
    state,
    id,
    line: object === undefined ? null : lineOf(object, path),
    what: what ?? (object === undefined ? '' : summaryLine(object)),
    why,
  };
}
