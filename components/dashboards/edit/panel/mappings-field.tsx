'use client';
/** What is shown in place of values: the first that fits holds. */
import { Plus, Trash2 } from 'lucide-react';
import { ChoiceField } from '@/components/dashboards/edit/form/choice-field';
import { ColorField } from '@/components/dashboards/edit/form/color-field';
import { NumberField } from '@/components/dashboards/edit/form/number-field';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { TextField } from '@/components/ui/text-field';
import type { Mapping } from '@/lib/dashboards/model/field';

export interface MappingsFieldProps {
  readonly value: readonly Mapping[];
  readonly onValue: (value: Mapping[]) => void;
}

const MOST_MAPPINGS = 500;

export function MappingsField({ value, onValue }: MappingsFieldProps) {
  return (
    <div className="grid gap-2.5">
      <ul aria-label="Mappings" className="grid gap-3 empty:hidden">
        {value.map((mapping, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a mapping has no name of its own
          <li key={at}>
            <MappingFields
              mapping={mapping}
              onMapping={(next) => onValue(value.map((one, index) => (index === at ? next : one)))}
              onRemove={() => onValue(value.filter((_, index) => index !== at))}
            />
          </li>
        ))}
      </ul>
      <Button
        className="justify-self-start"
        disabled={value.length >= MOST_MAPPINGS}
        onClick={() => onValue([...value, { type: 'value', value: '', result: { text: '' } }])}
      >
        <Plus aria-hidden="true" />
        Mapping
      </Button>
    </div>
  );
}

interface MappingFieldsProps {
  readonly mapping: Mapping;
  readonly onMapping: (mapping: Mapping) => void;
  readonly onRemove: () => void;
}

const KINDS = [
  { value: 'value', label: 'The value' },
  { value: 'range', label: 'From … to' },
  { value: 'regex', label: 'Texts that fit' },
  { value: 'special', label: 'Special values' },
] as const;

/** Of another kind with the same result. */
function asKind(type: Mapping['type'], { result }: Mapping): Mapping {
  switch (type) {
    case 'value':
      return { type, value: '', result };
    case 'range':
      return { type, from: 0, to: null, result };
    case 'regex':
      return { type, pattern: '', result };
    case 'special':
      return { type, match: 'null', result };
  }
}

function MappingFields({ mapping, onMapping, onRemove }: MappingFieldsProps) {
  const { result } = mapping;
  const { color, ...uncolored } = result;
  return (
    <div className="grid gap-2 rounded-control border border-line p-2">
      <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_28px] items-end gap-1.5">
        <ChoiceField
          label="For"
          value={mapping.type}
          options={KINDS}
          onValue={(type) => onMapping(asKind(type, mapping))}
        />
        <Which mapping={mapping} onMapping={onMapping} />
        <IconButton label="Remove the mapping" onClick={onRemove}>
          <Trash2 aria-hidden="true" />
        </IconButton>
      </div>
      <div className="grid grid-cols-2 items-end gap-1.5">
        <TextField
          label="Shown"
          size="sm"
          placeholder="as it is"
          value={result.text ?? ''}
          onChange={(event) => onMapping({ ...mapping, result: { ...result, text: event.target.value } })}
        />
        {color === undefined ? (
          <Button
            variant="quiet"
            onClick={() => onMapping({ ...mapping, result: { ...result, color: 'green' } })}
          >
            With a colour
          </Button>
        ) : (
          <ColorField
            label="Colour"
            value={color}
            onValue={(next) =>
              onMapping({ ...mapping, result: next === '' ? uncolored : { ...result, color: next } })
            }
          />
        )}
      </div>
    </div>
  );
}

const SPECIAL = [
  { value: 'null', label: 'Missing' },
  { value: 'nan', label: 'No number (NaN)' },
  { value: 'null+nan', label: 'Missing or no number' },
  { value: 'empty', label: 'An empty text' },
  { value: 'true', label: 'True' },
  { value: 'false', label: 'False' },
] as const;

function Which({ mapping, onMapping }: Omit<MappingFieldsProps, 'onRemove'>) {
  switch (mapping.type) {
    case 'value':
      return (
        <TextField
          label="Value"
          size="sm"
          value={mapping.value}
          onChange={(event) => onMapping({ ...mapping, value: event.target.value })}
        />
      );
    case 'range':
      return (
        <div className="grid grid-cols-2 gap-1">
          <NumberField
            label="From"
            placeholder="open"
            value={mapping.from}
            onValue={(from) => onMapping({ ...mapping, from })}
          />
          <NumberField
            label="To"
            placeholder="open"
            value={mapping.to}
            onValue={(to) => onMapping({ ...mapping, to })}
          />
        </div>
      );
    case 'regex':
      return (
        <TextField
          label="Expression"
          size="sm"
          mono
          value={mapping.pattern}
          onChange={(event) => onMapping({ ...mapping, pattern: event.target.value })}
        />
      );
    case 'special':
      return (
        <ChoiceField
          label="Which"
          value={mapping.match}
          options={SPECIAL}
          onValue={(match) => onMapping({ ...mapping, match })}
        />
      );
  }
}
