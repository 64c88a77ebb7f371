'use client';
/** Which rows stay. */
import { Plus, Trash2 } from 'lucide-react';
import { ChoiceField } from '@/components/dashboards/edit/form/choice-field';
import { FieldPair } from '@/components/dashboards/edit/form/form-section';
import { NameField } from '@/components/dashboards/edit/form/name-field';
import { NumberField } from '@/components/dashboards/edit/form/number-field';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { TextField } from '@/components/ui/text-field';
import type { Transformation } from '@/lib/dashboards/model/transformation';
import type { StepFieldsProps } from './transformation-fields';

type Filter = Extract<Transformation, { id: 'filterByValue' }>['filters'][number];

const TESTS = [
  { value: 'greater', label: 'is above' },
  { value: 'greaterOrEqual', label: 'is at least' },
  { value: 'lower', label: 'is below' },
  { value: 'lowerOrEqual', label: 'is at most' },
  { value: 'equal', label: 'is' },
  { value: 'notEqual', label: 'is not' },
  { value: 'between', label: 'is between' },
  { value: 'regex', label: 'fits' },
  { value: 'substring', label: 'contains' },
  { value: 'notSubstring', label: 'does not contain' },
  { value: 'isNull', label: 'is missing' },
  { value: 'isNotNull', label: 'is there' },
] as const;

export function FilterRows({ step, onStep, names }: StepFieldsProps<'filterByValue'>) {
  const { filters } = step;
  const put = (next: Filter[]) => onStep({ ...step, filters: next });
  return (
    <>
      <FieldPair>
        <ChoiceField
          label="Such rows"
          value={step.type}
          onValue={(type) => onStep({ ...step, type })}
          options={[
            { value: 'include', label: 'Stay' },
            { value: 'exclude', label: 'Are left out' },
          ]}
        />
        <ChoiceField
          label="Where"
          value={step.match}
          onValue={(match) => onStep({ ...step, match })}
          options={[
            { value: 'any', label: 'One condition holds' },
            { value: 'all', label: 'All conditions hold' },
          ]}
        />
      </FieldPair>
      <ul aria-label="Conditions" className="grid gap-2">
        {filters.map((filter, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a condition has no name of its own
          <li key={at}>
            <Condition
              filter={filter}
              names={names.fields}
              onFilter={(next) => put(filters.map((one, index) => (index === at ? next : one)))}
              onRemove={() => put(filters.filter((_, index) => index !== at))}
            />
          </li>
        ))}
      </ul>
      <Button
        variant="quiet"
        className="justify-self-start"
        onClick={() =>
          put([...filters, { field: names.fields.at(-1) ?? 'Value', test: 'greater', value: 0 }])
        }
      >
        <Plus aria-hidden="true" />
        Condition
      </Button>
    </>
  );
}

interface ConditionProps {
  readonly filter: Filter;
  readonly names: readonly string[];
  readonly onFilter: (filter: Filter) => void;
  readonly onRemove: () => void;
}

function Condition({ filter, names, onFilter, onRemove }: ConditionProps) {
  const { test } = filter;
  const hasValue = test !== 'isNull' && test !== 'isNotNull';
  const between = test === 'between';
  return (
    <div className="grid grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)_minmax(0,1fr)_28px] items-end gap-1.5">
      <NameField
        label="Field"
        value={filter.field}
        names={names}
        onValue={(field) => onFilter({ ...filter, field })}
      />
      <ChoiceField
        label="Condition"
        value={test}
        options={TESTS}
        onValue={(next) => onFilter({ ...filter, test: next })}
      />
      {hasValue ? (
        <div className={between ? 'grid grid-cols-2 gap-1' : ''}>
          <TextField
            label={between ? 'From' : 'Value'}
            size="sm"
            value={String(filter.value ?? '')}
            onChange={(event) => onFilter({ ...filter, value: event.target.value })}
          />
          {between && (
            <NumberField
              label="To"
              value={filter.to}
              onValue={(to) => {
                const { to: _, ...rest } = filter;
                onFilter(to === null ? rest : { ...rest, to });
              }}
            />
          )}
        </div>
      ) : (
        <span />
      )}
      <IconButton label={`Remove the condition on ${filter.field}`} onClick={onRemove}>
        <Trash2 aria-hidden="true" />
      </IconButton>
    </div>
  );
}
