/** Whether its pods have a proxy, and why. */

import { isSameObject } from '@/lib/config/identity';
import type { PlannedProxy } from '@/lib/config/injection/plan';
import { injectionView } from '@/lib/config/injection/view';
import type { ObjectId } from '@/lib/config/store';
import { applies, type EffectiveEntry, type EffectiveSection, leftOut } from './entry';
import type { EffectiveMesh, Subject } from './subject';

const TEMPLATE_OF: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};

export function injectionSection({ objects }: EffectiveMesh, subject: Subject): EffectiveSection {
  const namespace = injectionView(objects).namespaces.find(({ name }) => name === subject.namespace);
  const ofNamespace: ObjectId = { group: '', kind: 'Namespace', namespace: null, name: subject.namespace };
  const base = { key: 'injection', title: 'Its proxy' } as const;
  if (subject.kind === 'namespace') {
    if (namespace === undefined)
      return { ...base, result: 'Nothing is known of the namespace.', entries: [] };
    const { planned } = namespace;
    return {
      ...base,
      result: `A new pod without labels of its own gets ${gets(planned)}.`,
      entries: [reasonEntry(planned, ofNamespace, ofNamespace, [])],
    };
  }
  const workload = namespace?.workloads.find(({ id }) => isSameObject(id, subject.id));
  if (workload === undefined) {
    return {
      ...base,
      result:
        subject.plane === 'none'
          ? 'It is an address outside Kubernetes without a service account, so no proxy is known there.'
          : 'A machine outside Kubernetes: its proxy is installed by hand and registers by its service account.',
      entries: [],
    };
  }
  const { planned, problem } = workload;
  const template = TEMPLATE_OF[subject.id.kind] ?? ['spec', 'template'];
  return {
    ...base,
    result: `New pods get ${gets(planned)}.${problem === null ? '' : ` ${problem}`}`,
    entries: [reasonEntry(planned, subject.id, ofNamespace, template)],
  };
}

function gets(planned: PlannedProxy): string {
  switch (planned.kind) {
    case 'sidecar':
      return `${planned.isGateway ? 'a gateway proxy' : 'a sidecar'} of revision \`${planned.revision}\``;
    case 'ambient':
      return 'no sidecar: ztunnel carries their traffic (ambient mode)';
    case 'none':
      return 'no proxy';
    case 'unknown':
      return 'what the labels of the namespace say, which are not known';
  }
}

function reasonEntry(
  { kind, reason }: PlannedProxy,
  pod: ObjectId,
  namespace: ObjectId,
  template: readonly string[],
): EffectiveEntry {
  const id = { pod, namespace, webhook: reason.id }[reason.at ?? 'webhook'];
  const path = reason.at === 'pod' ? [...template, ...reason.path] : reason.path;
  const make = kind === 'none' || kind === 'unknown' ? leftOut : applies;
  return make(id, reason.text, path);
}
