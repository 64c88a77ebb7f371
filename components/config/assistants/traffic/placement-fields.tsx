'use client';
/** Whose proxies an EnvoyFilter changes. */
import { AddButton, FormSection, RemoveButton, replaced } from '@/components/config/assistants/form-parts';
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
  const setLabel = (at: number, label: Placement['labels'][number] | null) =>
    onPlace({ ...place, labels: replaced(place.labels, at, label) });
  return (
    <FormSection title="Where" problem={problemOf('labels')}>
      {isStored ? (
        <p className="text-sm">
          EnvoyFilter {place.name} in {place.namespace}
        </p>
      ) : (
        <div className="grid grid-cols-2 gap-3">
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
        </div>
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
      <div className="grid gap-1.5">
        <span className="font-medium text-text-2 text-xs">Pods with the labels</span>
        {place.labels.length === 0 && (
          <p className="text-degraded text-xs">Without labels, every pod of the namespace is limited.</p>
        )}
        {place.labels.map((label, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place in the list is its identity
          <div key={index} className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_28px] items-center gap-1.5">
            <TextField
              label={`Name of label ${index + 1}`}
              labelHidden
              size="sm"
              value={label.key}
              onChange={(event) => setLabel(index, { ...label, key: event.target.value })}
            />
            <TextField
              label={`Value of label ${index + 1}`}
              labelHidden
              size="sm"
              value={label.value}
              onChange={(event) => setLabel(index, { ...label, value: event.target.value })}
            />
            <RemoveButton label={`Remove label ${index + 1}`} onClick={() => setLabel(index, null)} />
          </div>
        ))}
        <AddButton
          onClick={() =>
            onPlace({
              ...place,
              labels: [...place.labels, { key: place.labels.length === 0 ? 'app' : '', value: '' }],
            })
          }
        >
          Label
        </AddButton>
      </div>
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
