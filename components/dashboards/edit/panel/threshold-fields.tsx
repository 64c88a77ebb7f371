'use client';
/** From which value on which colour holds. */
import { Plus, Trash2 } from 'lucide-react';
import { ChoiceField, plainOptions } from '@/components/dashboards/edit/form/choice-field';
import { ColorField } from '@/components/dashboards/edit/form/color-field';
import { FormSection } from '@/components/dashboards/edit/form/form-section';
import { NumberField } from '@/components/dashboards/edit/form/number-field';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import type { Thresholds } from '@/lib/dashboards/model/field';
import type { FieldFormProps } from './fields-tab';

const FIRST: Thresholds = { mode: 'absolute', steps: [{ value: null, color: 'green' }] };

export function ThresholdFields({ options, onChange }: FieldFormProps) {
  const thresholds = options.thresholds ?? FIRST;
  const { steps, mode } = thresholds;
  const put = (next: Thresholds['steps'], subject?: string) =>
    onChange({ thresholds: { mode, steps: next } }, subject);
  const add = () => {
    const last = steps.at(-1)?.value ?? null;
    const value = last === null ? (mode === 'percentage' ? 80 : 1) : last * 2 || 1;
    put([...(steps.length === 0 ? FIRST.steps : steps), { value, color: 'red' }]);
  };
  return (
    <FormSection
      title="Thresholds"
      action={
        <Button onClick={add}>
          <Plus aria-hidden="true" />
          Threshold
        </Button>
      }
    >
      {steps.length > 1 && (
        <ChoiceField
          label="Counted"
          value={mode}
          onValue={(next) => onChange({ thresholds: { mode: next, steps } })}
          options={plainOptions(['absolute', 'percentage'])}
        />
      )}
      {steps.length > 1 && (
        <ul className="grid gap-2">
          {steps.map(({ value, color }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step has no name of its own
            <li key={at} className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_28px] items-end gap-2">
              {value === null ? (
                <span className="pb-1.5 text-text-2 text-xs">Below all</span>
              ) : (
                <NumberField
                  label="From"
                  value={value}
                  onValue={(next) =>
                    next !== null && put(replaced(steps, at, { value: next, color }), `threshold ${at}`)
                  }
                />
              )}
              <ColorField
                label="Colour"
                value={color}
                onValue={(next) => put(replaced(steps, at, { value, color: next }))}
              />
              {value === null ? (
                <span />
              ) : (
                <IconButton
                  label={`Remove the threshold ${value}`}
                  onClick={() => put(steps.filter((_, index) => index !== at))}
                >
                  <Trash2 aria-hidden="true" />
                </IconButton>
              )}
            </li>
          ))}
        </ul>
      )}
    </FormSection>
  );
}

function replaced(
  steps: Thresholds['steps'],
  at: number,
  step: Thresholds['steps'][number],
): Thresholds['steps'] {
  return steps.map((one, index) => (index === at ? step : one));
}
