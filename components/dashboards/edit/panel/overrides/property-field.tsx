'use client';
/** The form of one option. */
import { ChoiceField, plainOptions } from '@/components/dashboards/edit/form/choice-field';
import { JsonField } from '@/components/dashboards/edit/form/json-field';
import { NumberField } from '@/components/dashboards/edit/form/number-field';
import { ColorModeFields, type PutOptions, UnitField } from '@/components/dashboards/edit/panel/fields-tab';
import { ThresholdFields } from '@/components/dashboards/edit/panel/threshold-fields';
import { Checkbox } from '@/components/ui/checkbox';
import { TextField } from '@/components/ui/text-field';
import { type OverrideProperty, propertyAt, withProperty } from '@/lib/dashboards/edit/override-properties';
import { type FieldOptions, fieldOptionsSchema } from '@/lib/dashboards/model/field';

export interface PropertyFieldProps {
  readonly property: OverrideProperty;
  readonly options: FieldOptions;
  readonly onOptions: (options: FieldOptions) => void;
}

const mappings = fieldOptionsSchema.shape.mappings.unwrap();
const links = fieldOptionsSchema.shape.links.unwrap();

export function PropertyField({ property, options, onOptions }: PropertyFieldProps) {
  const { path, title, form } = property;
  const value = propertyAt(options, path);
  const put = (next: unknown) => onOptions(withProperty(options, path, next));
  const putOptions: PutOptions = (part) => {
    for (const [key, next] of Object.entries(part)) onOptions(withProperty(options, key, next));
  };
  switch (form.kind) {
    case 'text':
      return (
        <TextField
          label={title}
          size="sm"
          value={String(value ?? '')}
          onChange={(event) => put(event.target.value)}
        />
      );
    case 'number':
      return (
        <NumberField
          label={title}
          value={Number(value)}
          {...(form.least === undefined ? {} : { least: form.least })}
          {...(form.most === undefined ? {} : { most: form.most })}
          whole={form.whole ?? false}
          onValue={(next) => next !== null && put(next)}
        />
      );
    case 'flag':
      return <Checkbox label={title} checked={value === true} onCheckedChange={put} />;
    case 'choice':
      return (
        <ChoiceField
          label={title}
          value={String(value)}
          options={plainOptions([...new Set([...form.values, String(value)])])}
          onValue={put}
        />
      );
    case 'unit':
      return <UnitField options={options} onChange={putOptions} />;
    case 'color':
      return <ColorModeFields options={options} onChange={putOptions} />;
    case 'thresholds':
      return <ThresholdFields options={options} onChange={putOptions} />;
    case 'mappings':
      return (
        <JsonField
          label={title}
          value={options.mappings ?? []}
          schema={mappings}
          example={[{ type: 'value', value: '0', result: { text: 'down', color: 'red' } }]}
          onValue={put}
        />
      );
    case 'links':
      return (
        <JsonField
          label={title}
          value={options.links ?? []}
          schema={links}
          example={[{ title: 'Service', url: '/services', newTab: false }]}
          onValue={put}
        />
      );
  }
}
