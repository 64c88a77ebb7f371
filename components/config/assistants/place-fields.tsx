'use client';
import { TextField } from '@/components/ui/text-field';
/** Which service is called, and which object says what happens then. */
import type { MeshObjects } from '@/lib/config/assistants/mesh-objects';
import { ChoiceField, FormSection, OfferedField } from './form-parts';

export interface Place {
  readonly namespace: string;
  readonly name: string;
  readonly host: string;
}

export interface PlaceFieldsProps {
  kind: string;
  place: Place;
  /** True where the object is stored, so that it keeps its name. */
  isStored: boolean;
  mesh: MeshObjects;
  onPlace: (place: Place) => void;
  problemOf: (field: string) => string | undefined;
}

export function PlaceFields({ kind, place, isStored, mesh, onPlace, problemOf }: PlaceFieldsProps) {
  const { namespace, name, host } = place;
  const setHost = (next: string) => {
    const isNamedAfterHost = name === '' || name === host.split('.')[0];
    onPlace({
      ...place,
      host: next,
      name: isNamedAfterHost && !isStored ? (next.split('.')[0] ?? '') : name,
    });
  };
  if (isStored) {
    return (
      <FormSection title="Service">
        <p className="text-sm">
          Calls to <b className="font-medium">{host}</b>
          <span className="block text-text-3 text-xs">
            {kind} {name} in {namespace}
          </span>
        </p>
      </FormSection>
    );
  }
  return (
    <FormSection title="Service">
      <div className="grid grid-cols-2 gap-3">
        <NamespaceField
          value={namespace}
          mesh={mesh}
          onValue={(next) => onPlace({ ...place, namespace: next })}
          problem={problemOf('namespace')}
        />
        <HostField
          label="Service"
          value={host}
          namespace={namespace}
          mesh={mesh}
          onValue={setHost}
          problem={problemOf('host')}
        />
      </div>
      <TextField
        label={`Name of the ${kind}`}
        value={name}
        onChange={(event) => onPlace({ ...place, name: event.target.value })}
        error={problemOf('name')}
        spellCheck={false}
      />
    </FormSection>
  );
}

export interface NamespaceFieldProps {
  value: string;
  onValue: (value: string) => void;
  mesh: MeshObjects;
  problem?: string | undefined;
}

export function NamespaceField({ value, onValue, mesh, problem }: NamespaceFieldProps) {
  return (
    <ChoiceField
      label="Namespace"
      value={value}
      onValue={onValue}
      options={mesh.namespaces().map((name) => ({ value: name, label: name }))}
      problem={problem}
    />
  );
}

export interface HostFieldProps {
  label: string;
  labelHidden?: boolean;
  value: string;
  onValue: (value: string) => void;
  /** Of the object that names the host. */
  namespace: string;
  mesh: MeshObjects;
  problem?: string | undefined;
}

/** A service by the shortest name that means it. */
export function HostField({ namespace, mesh, ...field }: HostFieldProps) {
  const hosts = mesh.view.services.map(({ host }) => mesh.shortHost(host, namespace));
  const near = hosts.filter((host) => !host.includes('.'));
  return (
    <OfferedField
      {...field}
      offers={[...near.sort(), ...hosts.filter((host) => host.includes('.')).sort()]}
    />
  );
}

export interface SubsetFieldProps {
  label?: string;
  labelHidden?: boolean;
  value: string;
  onValue: (value: string) => void;
  host: string;
  namespace: string;
  mesh: MeshObjects;
}

const WHOLE = ' ';

/** A version: a subset that is defined, or one that will be made from the label `version`. */
export function SubsetField({
  label = 'Version',
  value,
  onValue,
  host,
  namespace,
  mesh,
  labelHidden,
}: SubsetFieldProps) {
  const subsets = mesh.subsetsOf(host, namespace);
  const versions = mesh.versionsOf(host, namespace).filter((version) => !subsets.includes(version));
  const known = [...subsets, ...versions];
  const options = [
    { value: WHOLE, label: 'All versions' },
    ...subsets.map((name) => ({ value: name, label: name })),
    ...versions.map((name) => ({ value: name, label: name, hint: 'Its subset will be made' })),
    ...(value === '' || known.includes(value) ? [] : [{ value, label: value, hint: 'Not defined' }]),
  ];
  return (
    <ChoiceField
      label={label}
      {...(labelHidden === undefined ? {} : { labelHidden })}
      value={value === '' ? WHOLE : value}
      onValue={(next) => onValue(next === WHOLE ? '' : next)}
      options={options}
    />
  );
}
