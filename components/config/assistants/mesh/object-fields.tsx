'use client';
import { FieldPair } from '@/components/config/assistants/form-fields';
/** Where the object stands: namespace and name, the first fields of most forms. */
import { OfferedField } from '@/components/config/assistants/form-parts';
import { NamespaceField } from '@/components/config/assistants/place-fields';
import type { MeshObjects } from '@/lib/config/assistants/mesh-objects';

export interface ObjectFieldsProps {
  place: { namespace: string; name: string };
  onPlace: (place: { namespace: string; name: string }) => void;
  mesh: MeshObjects;
  problemOf: (field: string) => string | undefined;
}

export function ObjectFields({ place, onPlace, mesh, problemOf }: ObjectFieldsProps) {
  const { namespace, name } = place;
  return (
    <FieldPair>
      <NamespaceField
        value={namespace}
        onValue={(value) => onPlace({ namespace: value, name })}
        mesh={mesh}
        problem={problemOf('namespace')}
      />
      <OfferedField
        label="Name"
        value={name}
        onValue={(value) => onPlace({ namespace, name: value })}
        problem={problemOf('name')}
      />
    </FieldPair>
  );
}

/** `key=value` of pods in a namespace, to choose from. */
export function podLabels(mesh: MeshObjects, namespace: string): readonly string[] {
  const labels = mesh.view.workloads
    .filter((workload) => workload.namespace === namespace)
    .flatMap((workload) => Object.entries(workload.labels).map(([key, value]) => `${key}=${value}`));
  return [...new Set(labels)].sort();
}
