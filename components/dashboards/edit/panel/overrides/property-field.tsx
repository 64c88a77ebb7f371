'use client';
/** The form of one option. */
import { ChoiceField, plainOptions } from '@/components/dashboards/edit/form/choice-field';
import { NumberField } from '@/components/dashboards/edit/form/number-field';
import { ColorModeFields, type PutOptions, UnitField } from '@/components/dashboards/edit/panel/fields-tab';
import { LinksField, VALUE_LINK_HINT } from '@/components/dashboards/edit/panel/links-field';
import { MappingsField } from '@/components/dashboards/edit/panel/mappings-field';
import { ThresholdFields } from '@/components/dashboards/edit/panel/threshold-fields';
import { Checkbox } from '@/components/ui/checkbox';
import { TextField } from '@/components/ui/text-field';
import { type OverrideProperty, propertyAt, withProperty } from '@/lib/dashboards/edit/override-properties';
import type { FieldOptions } from '@/lib/dashboards/model/field';

export interface PropertyFieldProps {
  readonly property: OverrideProperty;
  readonly options: FieldOptions;
  readonly onOptions: (options: FieldOptions) => void;
}

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
      return <MappingsField value={options.mappings ?? []} onValue={put} />;
    case 'links':
      return (
        <LinksField
          label="Links of values"
          hint={VALUE_LINK_HINT}
          value={options.links ?? []}
          onValue={put}
        />
      );
  }
}
