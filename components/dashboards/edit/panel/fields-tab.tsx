'use client';
/** How figures are shown: unit, decimals, limits, colours, thresholds, and how lines are drawn. */
import { useId } from 'react';
import { ChoiceField } from '@/components/dashboards/edit/form/choice-field';
import { ColorField } from '@/components/dashboards/edit/form/color-field';
import { FieldPair, FormSection } from '@/components/dashboards/edit/form/form-section';
import { NumberField } from '@/components/dashboards/edit/form/number-field';
import { TextField } from '@/components/ui/text-field';
import type { FieldOptions } from '@/lib/dashboards/model/field';
import type { AskingPanel } from '@/lib/dashboards/model/panel';
import { COMMON_UNITS } from '@/lib/dashboards/units/common-units';
import { formatText } from '@/lib/dashboards/units/format-value';
import { DrawFields } from './draw-fields';
import { LinksField, VALUE_LINK_HINT } from './links-field';
import { MappingsField } from './mappings-field';
import { ThresholdFields } from './threshold-fields';
import { usePutPanel } from './use-put-panel';

/** Undefined takes an option away. */
export type PutOptions = (
  part: { readonly [K in keyof FieldOptions]?: FieldOptions[K] | undefined },
  subject?: string,
) => void;

export function FieldsTab({ panel }: { readonly panel: AskingPanel }) {
  const put = usePutPanel(panel);
  const options = panel.field.defaults;
  const change: PutOptions = (part, subject) =>
    put({ field: { ...panel.field, defaults: withoutUndefined({ ...options, ...part }) } }, subject);
  return (
    <>
      <FormSection title="Figures">
        <UnitField options={options} onChange={change} />
        <FieldPair>
          <NumberField
            label="Decimals"
            whole
            least={0}
            most={20}
            placeholder="as needed"
            value={options.decimals}
            onValue={(decimals) => change({ decimals: decimals ?? undefined }, 'decimals')}
          />
          <TextField
            label="Where there is no value"
            size="sm"
            placeholder="–"
            value={options.noValue ?? ''}
            onChange={(event) => change({ noValue: event.target.value || undefined }, 'no value')}
          />
          <NumberField
            label="Least of the axis"
            placeholder="as the data"
            value={options.min}
            onValue={(min) => change({ min: min ?? undefined }, 'min')}
          />
          <NumberField
            label="Most of the axis"
            placeholder="as the data"
            value={options.max}
            onValue={(max) => change({ max: max ?? undefined }, 'max')}
          />
        </FieldPair>
        <TextField
          label="Name in place of the legend"
          size="sm"
          placeholder="as the query says"
          value={options.displayName ?? ''}
          onChange={(event) => change({ displayName: event.target.value || undefined }, 'name')}
        />
        <ColorModeFields options={options} onChange={change} />
      </FormSection>
      <ThresholdFields options={options} onChange={change} />
      <FormSection title="Shown in place of values">
        <MappingsField
          value={options.mappings ?? []}
          onValue={(mappings) =>
            change({ mappings: mappings.length === 0 ? undefined : mappings }, 'mappings')
          }
        />
      </FormSection>
      <FormSection title="Links of values">
        <LinksField
          label="Links of values"
          hint={VALUE_LINK_HINT}
          value={options.links ?? []}
          onValue={(links) => change({ links: links.length === 0 ? undefined : links }, 'links of values')}
        />
      </FormSection>
      {panel.type === 'timeseries' && <DrawFields options={options} onChange={change} />}
    </>
  );
}

export interface FieldFormProps {
  readonly options: FieldOptions;
  readonly onChange: PutOptions;
}

/** A new object without the keys whose value is undefined: they would be written as such nowhere else. */
function withoutUndefined(
  options: { [K in keyof FieldOptions]?: FieldOptions[K] | undefined },
): FieldOptions {
  return Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined),
  ) as FieldOptions;
}

export function UnitField({ options, onChange }: FieldFormProps) {
  const id = useId();
  const unit = options.unit ?? '';
  return (
    <>
      <TextField
        label="Unit"
        size="sm"
        list={id}
        placeholder="none"
        hint={`1,234.5 is shown as ${formatText(1234.5, unit, options.decimals)}`}
        value={unit}
        onChange={(event) => onChange({ unit: event.target.value || undefined }, 'unit')}
      />
      <datalist id={id}>
        {COMMON_UNITS.map(([value, title]) => (
          <option key={value} value={value}>
            {title}
          </option>
        ))}
      </datalist>
    </>
  );
}

const MODES = [
  { value: 'palette', label: 'One colour for each series' },
  { value: 'fixed', label: 'One colour for all' },
  { value: 'shades', label: 'Shades of one colour' },
  { value: 'thresholds', label: 'By thresholds' },
  { value: 'continuous', label: 'From low to high' },
] as const;

export function ColorModeFields({ options: { color }, onChange }: FieldFormProps) {
  const mode = color?.mode ?? 'palette';
  return (
    <FieldPair>
      <ChoiceField
        label="Colour"
        value={mode}
        onValue={(next) =>
          onChange({
            color: next === 'palette' && color === undefined ? undefined : { ...color, mode: next },
          })
        }
        options={MODES}
      />
      {(mode === 'fixed' || mode === 'shades') && (
        <ColorField
          label="Which"
          value={color?.fixed ?? 'blue'}
          onValue={(fixed) => onChange({ color: { ...color, mode, fixed } })}
        />
      )}
    </FieldPair>
  );
}
