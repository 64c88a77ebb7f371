'use client';
/** How the series of a chart are drawn. */
import { ChoiceField, plainOptions } from '@/components/dashboards/edit/form/choice-field';
import { FieldPair, FormSection } from '@/components/dashboards/edit/form/form-section';
import { NumberField } from '@/components/dashboards/edit/form/number-field';
import { TextField } from '@/components/ui/text-field';
import type { DrawOptions } from '@/lib/dashboards/model/field';
import type { FieldFormProps } from './fields-tab';

const GAPS = [
  { value: 'open', label: 'Left open' },
  { value: 'connected', label: 'Bridged' },
] as const;

export function DrawFields({ options: { draw = {} }, onChange }: FieldFormProps) {
  const put = (part: Partial<DrawOptions>, subject?: string) =>
    onChange({ draw: { ...draw, ...part } }, subject);
  return (
    <FormSection title="Lines">
      <FieldPair>
        <ChoiceField
          label="Drawn as"
          value={draw.style ?? 'line'}
          onValue={(style) => put({ style })}
          options={plainOptions(['line', 'bars', 'points'])}
        />
        <ChoiceField
          label="Stacked"
          value={draw.stacking ?? 'none'}
          onValue={(stacking) => put({ stacking })}
          options={[
            { value: 'none', label: 'No' },
            { value: 'normal', label: 'On each other' },
            { value: 'percent', label: 'To 100 %' },
          ]}
        />
        <NumberField
          label="Width in pixels"
          least={0}
          most={10}
          placeholder="1"
          value={draw.lineWidth}
          onValue={(lineWidth) => put({ lineWidth: lineWidth ?? 1 }, 'line width')}
        />
        <NumberField
          label="Filled in per cent"
          least={0}
          most={100}
          placeholder="0"
          value={draw.fillOpacity}
          onValue={(fillOpacity) => put({ fillOpacity: fillOpacity ?? 0 }, 'fill')}
        />
        <ChoiceField
          label="Between points"
          value={draw.interpolation ?? 'linear'}
          onValue={(interpolation) => put({ interpolation })}
          options={[
            { value: 'linear', label: 'Straight' },
            { value: 'smooth', label: 'Smooth' },
            { value: 'stepBefore', label: 'Step before' },
            { value: 'stepAfter', label: 'Step after' },
          ]}
        />
        <ChoiceField
          label="Gaps"
          value={draw.gaps === 'connected' ? 'connected' : 'open'}
          onValue={(gaps) => put({ gaps })}
          options={GAPS}
        />
        <ChoiceField
          label="Axis"
          value={draw.axis ?? 'auto'}
          onValue={(axis) => put({ axis })}
          options={plainOptions(['auto', 'left', 'right', 'hidden'])}
        />
        <ChoiceField
          label="Scale"
          value={draw.scale ?? 'linear'}
          onValue={(scale) => put({ scale })}
          options={plainOptions(['linear', 'log2', 'log10', 'symlog'])}
        />
        <TextField
          label="Words at the axis"
          size="sm"
          value={draw.axisLabel ?? ''}
          onChange={(event) => put({ axisLabel: event.target.value }, 'axis label')}
        />
        <ChoiceField
          label="Thresholds drawn"
          value={draw.thresholds ?? 'off'}
          onValue={(thresholds) => put({ thresholds })}
          options={plainOptions(['off', 'line', 'dashed', 'area', 'line+area', 'dashed+area'])}
        />
      </FieldPair>
    </FormSection>
  );
}
