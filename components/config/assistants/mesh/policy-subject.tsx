'use client';
import { LabelsField, TextListField } from '@/components/config/assistants/form-fields';
/** What a policy is for: pods by labels, or a service or gateway whose waypoint applies it. */
import type { LabelRows } from '@/lib/config/assistants/mesh/form-object';
import type { MeshObjects } from '@/lib/config/assistants/mesh-objects';
import { ObjectFields, podLabels } from './object-fields';

export interface PolicySubject {
  readonly namespace: string;
  readonly name: string;
  readonly labels: LabelRows;
  readonly targets: readonly string[];
}

export interface PolicySubjectFieldsProps {
  subject: PolicySubject;
  onSubject: (part: { namespace?: string; name?: string; labels?: LabelRows; targets?: string[] }) => void;
  mesh: MeshObjects;
  problemOf: (field: string) => string | undefined;
}

export function PolicySubjectFields({ subject, onSubject, mesh, problemOf }: PolicySubjectFieldsProps) {
  const { namespace, labels, targets } = subject;
  return (
    <>
      <ObjectFields place={subject} onPlace={onSubject} mesh={mesh} problemOf={problemOf} />
      <LabelsField
        label="Labels of the pods"
        rows={labels}
        onRows={(rows) => onSubject({ labels: rows })}
        offers={podLabels(mesh, namespace)}
        problem={problemOf('labels')}
        hint={targets.length > 0 ? 'Left out: targets are named' : 'Empty = every pod of the namespace'}
      />
      <TextListField
        label="Targets of a waypoint or gateway"
        placeholder="none: the pods themselves"
        mono
        values={targets}
        onValues={(next) => onSubject({ targets: next })}
        offers={targetOffers(mesh, namespace)}
        problem={problemOf('targets')}
        hint="As Service/name or Gateway/name, in place of labels"
      />
    </>
  );
}

/** Services and gateways of the Gateway API in the namespace. */
function targetOffers(mesh: MeshObjects, namespace: string): readonly string[] {
  return ['/Service', 'gateway.networking.k8s.io/Gateway'].flatMap((kind) =>
    mesh
      .ofKind(kind)
      .filter(({ id }) => id.namespace === namespace)
      .map(({ id }) => `${id.kind}/${id.name}`)
      .sort(),
  );
}
