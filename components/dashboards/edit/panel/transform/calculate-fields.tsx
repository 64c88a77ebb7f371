'use client';
/** How a field is reckoned from others. */
import { ChoiceField, plainOptions } from '@/components/dashboards/edit/form/choice-field';
import { FieldPair } from '@/components/dashboards/edit/form/form-section';
import { NameField, NamesField } from '@/components/dashboards/edit/form/name-field';
import { Checkbox } from '@/components/ui/checkbox';
import { TextField } from '@/components/ui/text-field';
import { CALCULATIONS, calculationId } from '@/lib/dashboards/frames/calculations';
import type { StepFieldsProps } from './transformation-fields';

const MODES = [
  { value: 'reduceRow', label: 'From all of a row' },
  { value: 'binary', label: 'From two' },
  { value: 'unary', label: 'From one' },
  { value: 'index', label: 'The number of the row' },
] as const;

const ROW_CALCULATIONS = CALCULATIONS.map(({ id, title }) => ({ value: id, label: title }));

export function CalculateFields(props: StepFieldsProps<'calculateField'>) {
  const { step, onStep } = props;
  return (
    <>
      <FieldPair>
        <ChoiceField
          label="Reckoned"
          value={step.mode}
          options={MODES}
          onValue={(mode) => onStep({ ...step, mode })}
        />
        <TextField
          label="Name"
          size="sm"
          placeholder="by what it is"
          value={step.alias}
          onChange={(event) => onStep({ ...step, alias: event.target.value })}
        />
      </FieldPair>
      <Operands {...props} />
      <Checkbox
        label="In place of the other fields"
        checked={step.replaceFields}
        onCheckedChange={(replaceFields) => onStep({ ...step, replaceFields })}
      />
    </>
  );
}

function Operands({ step, onStep, names: { fields } }: StepFieldsProps<'calculateField'>) {
  switch (step.mode) {
    case 'reduceRow':
      return (
        <>
          <ChoiceField
            label="Of a row"
            value={calculationId(step.reducer)}
            options={ROW_CALCULATIONS}
            onValue={(reducer) => onStep({ ...step, reducer })}
          />
          <NamesField
            label="Only these fields"
            hint="One a line; empty: all numbers."
            value={step.include}
            names={fields}
            onValue={(include) => onStep({ ...step, include })}
          />
        </>
      );
    case 'binary':
      return (
        <div className="grid grid-cols-[minmax(0,1fr)_72px_minmax(0,1fr)] items-start gap-2">
          <NameField
            label="Field or number"
            value={step.left}
            names={fields}
            onValue={(left) => onStep({ ...step, left })}
          />
          <ChoiceField
            label="Sign"
            value={step.operator}
            options={(['+', '-', '*', '/', '%', '**'] as const).map((sign) => ({ value: sign, label: sign }))}
            onValue={(operator) => onStep({ ...step, operator })}
          />
          <NameField
            label="Field or number"
            value={step.right}
            names={fields}
            onValue={(right) => onStep({ ...step, right })}
          />
        </div>
      );
    case 'unary':
      return (
        <FieldPair>
          <ChoiceField
            label="Function"
            value={step.unary}
            options={plainOptions(['abs', 'exp', 'ln', 'floor', 'ceil', 'round'])}
            onValue={(unary) => onStep({ ...step, unary })}
          />
          <NameField
            label="Field"
            value={step.field}
            names={fields}
            onValue={(field) => onStep({ ...step, field })}
          />
        </FieldPair>
      );
    case 'index':
      return null;
  }
}
