/** Which pods get a sidecar: labels of a namespace, or label and annotation of a workload's pods. */
import { z } from 'zod';
import { INJECTION } from '@/lib/config/assistants/about';
import type { Assistant, ObjectEdit } from '@/lib/config/assistants/assistant';
import type { MeshObject, MeshObjects } from '@/lib/config/assistants/mesh-objects';
import { objectKey } from '@/lib/config/identity';
import type { PlannedProxy } from '@/lib/config/injection/plan';
import { injectionView } from '@/lib/config/injection/view';
import { type Fields, fieldsAt, textAt, textMapAt } from '@/lib/config/simulation/read/fields';
import type { ObjectId } from '@/lib/config/store';
import { emptyObject, pruned } from './form-object';

const INJECT = 'sidecar.istio.io/inject';
const REVISION = 'istio.io/rev';
const BY_NAMESPACE = 'istio-injection';

const schema = z.object({
  namespace: z.string(),
  /** `kind/name` of a workload; empty = the whole namespace. */
  workload: z.string(),
  /** `unset`: nothing is written, so the namespace (or the webhook) decides. */
  wish: z.enum(['enabled', 'disabled', 'revision', 'unset']),
  /** For `revision`. */
  revision: z.string(),
  /** Of a workload: the annotation, which is the old form of the label. */
  asAnnotation: z.boolean(),
});
export type Injection = z.infer<typeof schema>;

export const INJECTED_KINDS = ['Deployment', 'StatefulSet', 'DaemonSet'] as const;

function idOf({ namespace, workload }: Injection): ObjectId {
  if (workload === '') return { group: '', kind: 'Namespace', namespace: null, name: namespace };
  const [kind = '', name = ''] = workload.split('/');
  return { group: 'apps', kind, namespace, name };
}

function stateOf({ id, value }: MeshObject): Injection {
  const isNamespace = id.kind === 'Namespace';
  const metadata = fieldsAt(isNamespace ? value : templateOf(value), 'metadata');
  const labels = textMapAt(metadata, 'labels');
  const annotation = textMapAt(metadata, 'annotations')[INJECT];
  const wish = isNamespace ? labels[BY_NAMESPACE] : asWish(labels[INJECT] ?? annotation);
  const revision = labels[REVISION] ?? '';
  return {
    namespace: isNamespace ? id.name : (id.namespace ?? ''),
    workload: isNamespace ? '' : `${id.kind}/${id.name}`,
    wish: wish === 'enabled' || wish === 'disabled' ? wish : revision === '' ? 'unset' : 'revision',
    revision,
    asAnnotation: !isNamespace && labels[INJECT] === undefined && annotation !== undefined,
  };
}

function asWish(text: string | undefined): string | undefined {
  return text === undefined ? undefined : text === 'false' ? 'disabled' : 'enabled';
}

function templateOf(value: Fields): Fields {
  return fieldsAt(fieldsAt(value, 'spec'), 'template');
}

/** Entries of a map by name; null takes an entry out, and an empty map goes as a whole. */
function changedMap(fields: Fields, key: string, entries: Readonly<Record<string, string | null>>): Fields {
  const map: Record<string, unknown> = { ...fieldsAt(fields, key) };
  for (const [name, value] of Object.entries(entries)) {
    if (value === null) delete map[name];
    else map[name] = value;
  }
  return pruned({ ...fields, [key]: Object.keys(map).length === 0 ? undefined : map });
}

function namespaceMetadata(metadata: Fields, { wish, revision }: Injection): Fields {
  const isPlain = wish === 'enabled' || wish === 'disabled';
  return changedMap(metadata, 'labels', {
    [BY_NAMESPACE]: isPlain ? wish : null,
    // With both labels the older one wins, so only one of them stands.
    [REVISION]: wish === 'revision' ? revision : null,
  });
}

function podMetadata(metadata: Fields, { wish, revision, asAnnotation }: Injection): Fields {
  const text = wish === 'enabled' ? 'true' : wish === 'disabled' ? 'false' : null;
  const labelled = changedMap(metadata, 'labels', {
    [INJECT]: asAnnotation ? null : text,
    [REVISION]: wish === 'revision' ? revision : null,
  });
  return changedMap(labelled, 'annotations', { [INJECT]: asAnnotation ? text : null });
}

function edit(state: Injection, mesh: MeshObjects): ObjectEdit | null {
  const id = idOf(state);
  const present = mesh.get(id)?.value;
  if (id.kind === 'Namespace') {
    const value = present ?? emptyObject(id, 'v1');
    return { id, value: { ...value, metadata: namespaceMetadata(fieldsAt(value, 'metadata'), state) } };
  }
  if (present === undefined) return null;
  const spec = fieldsAt(present, 'spec');
  const template = templateOf(present);
  const metadata = podMetadata(fieldsAt(template, 'metadata'), state);
  return { id, value: { ...present, spec: { ...spec, template: { ...template, metadata } } } };
}

function planned(
  mesh: MeshObjects,
): ReadonlyMap<string, { readonly id: ObjectId; readonly plan: PlannedProxy }> {
  const { namespaces } = injectionView(mesh.stored());
  const workloads = namespaces.flatMap((namespace) => namespace.workloads);
  return new Map(workloads.map(({ id, planned: plan }) => [objectKey(id), { id, plan }]));
}

function planWords(plan: PlannedProxy | undefined): string {
  if (plan === undefined) return 'unknown';
  if (plan.kind === 'sidecar')
    return plan.revision === 'default' ? 'a sidecar' : `a sidecar of revision ${plan.revision}`;
  return plan.kind === 'ambient' ? 'ambient mode' : plan.kind === 'none' ? 'no proxy' : 'unknown';
}

export const injection: Assistant<Injection> = {
  about: INJECTION,
  schema,
  read(mesh, target) {
    const object = target.kind === 'object' ? mesh.get(target.id) : null;
    if (object !== null) return { kind: 'state', state: stateOf(object), kept: [] };
    const namespace = (target.kind === 'object' ? target.id.namespace : target.namespace) ?? '';
    const present = mesh.get({ group: '', kind: 'Namespace', namespace: null, name: namespace });
    if (present !== null) return { kind: 'state', state: stateOf(present), kept: [] };
    const state: Injection = { namespace, workload: '', wish: 'enabled', revision: '', asAnnotation: false };
    return { kind: 'state', state, kept: [] };
  },
  write(state, mesh) {
    const one = state.namespace === '' ? null : edit(state, mesh);
    return one === null ? [] : [one];
  },
  says(state, mesh) {
    const one = state.namespace === '' ? null : edit(state, mesh);
    if (one === null) return ['Choose a namespace.'];
    const before = planned(mesh);
    const after = planned(mesh.with([{ id: one.id, version: '', value: one.value ?? {} }]));
    const changes = [...after].flatMap(([key, { id, plan }]) => {
      const [was, is] = [planWords(before.get(key)?.plan), planWords(plan)];
      return was === is
        ? []
        : [`${id.name} gets ${is} in place of ${was}, as soon as its pods are created anew.`];
    });
    return changes.length === 0 ? ['No workload that is known gets another proxy.'] : changes;
  },
  problems(state, mesh) {
    const problems = [];
    if (state.namespace === '') problems.push({ field: 'namespace', message: 'Choose a namespace' });
    if (state.workload !== '' && mesh.get(idOf(state)) === null) {
      problems.push({ field: 'workload', message: 'This workload is not among the objects' });
    }
    if (state.wish === 'revision' && !/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(state.revision)) {
      problems.push({ field: 'revision', message: 'The name of a revision, such as 1-31-0 or a tag' });
    }
    return problems;
  },
};

/** Revisions that objects of the mesh name. */
export function knownRevisions(mesh: MeshObjects): readonly string[] {
  const named = mesh.ofKind('/Namespace').flatMap(({ value }) => {
    return textAt(fieldsAt(fieldsAt(value, 'metadata'), 'labels'), REVISION) ?? [];
  });
  return [...new Set(named)].sort();
}
