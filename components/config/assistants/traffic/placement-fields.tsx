'use client';
/** Whose proxies an EnvoyFilter changes. */
import { FieldPair, LabelsField } from '@/components/config/assistants/form-fields';
import { FormSection } from '@/components/config/assistants/form-parts';
import { podLabels } from '@/components/config/assistants/mesh/object-fields';
import { NamespaceField } from '@/components/config/assistants/place-fields';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { TextField } from '@/components/ui/text-field';
import type { MeshObjects } from '@/lib/config/assistants/mesh-objects';
import { envoyFilterId, type Placement } from '@/lib/config/assistants/traffic/envoy-patches';

export interface PlacementFieldsProps {
  place: Placement;
  mesh: MeshObjects;
  onPlace: (place: Placement) => void;
  problemOf: (field: string) => string | undefined;
}

export function PlacementFields({ place, mesh, onPlace, problemOf }: PlacementFieldsProps) {
  const isStored = mesh.get(envoyFilterId(place)) !== null;
  return (
    <FormSection title="Where" problem={problemOf('labels')}>
      {isStored ? (
        <p className="text-sm">
          EnvoyFilter {place.name} in {place.namespace}
        </p>
      ) : (
        <FieldPair>
          <NamespaceField
            value={place.namespace}
            mesh={mesh}
            onValue={(namespace) => onPlace({ ...place, namespace })}
            problem={problemOf('namespace')}
          />
          <TextField
            label="Name of the EnvoyFilter"
            value={place.name}
            error={problemOf('name')}
            spellCheck={false}
            onChange={(event) => onPlace({ ...place, name: event.target.value })}
          />
        </FieldPair>
      )}
      <SegmentedControl
        label="Which proxies"
        value={place.context}
        onValueChange={(context) => onPlace({ ...place, context })}
        segments={[
          { value: 'SIDECAR_INBOUND', label: 'Requests to pods' },
          { value: 'GATEWAY', label: 'Requests through a gateway' },
        ]}
        className="justify-self-start"
      />
      <LabelsField
        label="Labels of the pods"
        rows={place.labels}
        onRows={(labels) => onPlace({ ...place, labels: [...labels] })}
        offers={podLabels(mesh, place.namespace)}
        hint="Empty = every pod of the namespace is limited"
      />
      <TextField
        label="Port"
        value={place.port}
        placeholder="every port"
        error={problemOf('port')}
        onChange={(event) => onPlace({ ...place, port: event.target.value })}
      />
    </FormSection>
  );
}
