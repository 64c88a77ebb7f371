'use client';
import { ChoiceField } from '@/components/dashboards/edit/form/choice-field';
import { FieldPair } from '@/components/dashboards/edit/form/form-section';
import { NameField, NamesField } from '@/components/dashboards/edit/form/name-field';
import { NumberField } from '@/components/dashboards/edit/form/number-field';
/** The options of one transformation. */
import { Checkbox } from '@/components/ui/checkbox';
import { TextField } from '@/components/ui/text-field';
import type { Transformation } from '@/lib/dashboards/model/transformation';
import { CalculateFields } from './calculate-fields';
import { CalculationsField } from './calculations-field';
import { FilterRows } from './filter-rows';
import { GroupFields } from './group-fields';
import type { KnownNames } from './names-before';
import { OrganizeFields } from './organize-fields';

export interface StepFieldsProps<Id extends Transformation['id'] = Transformation['id']> {
  readonly step: Extract<Transformation, { id: Id }>;
  readonly onStep: (step: Transformation) => void;
  readonly names: KnownNames;
}

export function TransformationFields({ step, onStep, names }: StepFieldsProps) {
  switch (step.id) {
    case 'organize':
      return <OrganizeFields step={step} onStep={onStep} names={names} />;
    case 'merge':
      return <p className="text-text-3 text-xs">Rows that agree in all shared fields become one.</p>;
    case 'joinByField':
      return <JoinFields step={step} onStep={onStep} names={names} />;
    case 'groupBy':
      return <GroupFields step={step} onStep={onStep} names={names} />;
    case 'calculateField':
      return <CalculateFields step={step} onStep={onStep} names={names} />;
    case 'sortBy':
      return (
        <>
          <NameField
            label="By"
            value={step.field}
            names={names.fields}
            onValue={(field) => onStep({ ...step, field })}
          />
          <Checkbox
            label="The largest first"
            checked={step.desc}
            onCheckedChange={(desc) => onStep({ ...step, desc })}
          />
        </>
      );
    case 'labelsToFields':
      return <LabelFields step={step} onStep={onStep} names={names} />;
    case 'filterByValue':
      return <FilterRows step={step} onStep={onStep} names={names} />;
    case 'filterFieldsByName':
      return <FilterFields step={step} onStep={onStep} names={names} />;
    case 'renameByRegex':
      return (
        <FieldPair>
          <TextField
            label="Names that fit"
            size="sm"
            mono
            value={step.regex}
            onChange={(event) => onStep({ ...step, regex: event.target.value })}
          />
          <TextField
            label="Become"
            size="sm"
            mono
            hint="$1 is the first group."
            value={step.renamePattern}
            onChange={(event) => onStep({ ...step, renamePattern: event.target.value })}
          />
        </FieldPair>
      );
    case 'reduce':
      return <ReduceStep step={step} onStep={onStep} names={names} />;
    case 'limit':
      return (
        <NumberField
          label="Rows"
          whole
          least={0}
          most={100_000}
          value={step.limit}
          onValue={(limit) => onStep({ ...step, limit: limit ?? 0 })}
        />
      );
  }
}

function JoinFields({ step, onStep, names }: StepFieldsProps<'joinByField'>) {
  return (
    <FieldPair>
      <NameField
        label="Field"
        placeholder="the time"
        value={step.byField}
        names={names.fields}
        onValue={(byField) => onStep({ ...step, byField })}
      />
      <ChoiceField
        label="Rows of one answer alone"
        value={step.mode}
        onValue={(mode) => onStep({ ...step, mode })}
        options={[
          { value: 'outer', label: 'Stay' },
          { value: 'inner', label: 'Are left out' },
          { value: 'outerTabular', label: 'Stay, each value by itself' },
        ]}
      />
    </FieldPair>
  );
}

function LabelFields({ step, onStep, names }: StepFieldsProps<'labelsToFields'>) {
  return (
    <>
      <FieldPair>
        <ChoiceField
          label="Each label becomes"
          value={step.mode}
          onValue={(mode) => onStep({ ...step, mode })}
          options={[
            { value: 'columns', label: 'A column' },
            { value: 'rows', label: 'A row' },
          ]}
        />
        <NameField
          label="Figures are named by"
          placeholder="no label"
          value={step.valueLabel}
          names={names.labels}
          onValue={(valueLabel) => onStep({ ...step, valueLabel })}
        />
      </FieldPair>
      <NamesField
        label="Only these labels"
        hint="One a line; empty: all."
        value={step.keepLabels}
        names={names.labels}
        onValue={(keepLabels) => onStep({ ...step, keepLabels })}
      />
    </>
  );
}

const SIDES = [
  ['include', 'Keep'],
  ['exclude', 'Leave out'],
] as const;

function FilterFields({ step, onStep, names }: StepFieldsProps<'filterFieldsByName'>) {
  return SIDES.map(([side, words]) => {
    const { names: chosen = [], pattern = '' } = step[side] ?? {};
    const put = (part: { names?: string[]; pattern?: string }) => {
      const next = { names: [...chosen], pattern, ...part };
      const { [side]: _, ...rest } = step;
      // Neither a name nor an expression: this side says nothing.
      onStep(next.names.length === 0 && next.pattern === '' ? rest : { ...rest, [side]: next });
    };
    return (
      <div key={side} className="grid gap-2">
        <NamesField
          label={`${words} these fields`}
          value={chosen}
          names={names.fields}
          onValue={(next) => put({ names: next })}
        />
        <TextField
          label={`${words} fields whose name fits`}
          size="sm"
          mono
          placeholder="no expression"
          value={pattern}
          onChange={(event) => put({ pattern: event.target.value })}
        />
      </div>
    );
  });
}

function ReduceStep({ step, onStep }: StepFieldsProps<'reduce'>) {
  return (
    <>
      <CalculationsField
        label="Each series becomes"
        value={step.reducers}
        onValue={(reducers) => onStep({ ...step, reducers })}
      />
      <ChoiceField
        label="As"
        value={step.mode}
        onValue={(mode) => onStep({ ...step, mode })}
        options={[
          { value: 'seriesToRows', label: 'A row for each series' },
          { value: 'reduceFields', label: 'Fields of one row' },
        ]}
      />
      {step.mode === 'seriesToRows' && (
        <Checkbox
          label="With a column for each label"
          checked={step.labelsToFields}
          onCheckedChange={(labelsToFields) => onStep({ ...step, labelsToFields })}
        />
      )}
    </>
  );
}
