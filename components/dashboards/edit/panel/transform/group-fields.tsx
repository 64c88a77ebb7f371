'use client';
/** By which fields rows are grouped, and what becomes of the others. */
import { Trash2 } from 'lucide-react';
import { ChoiceField } from '@/components/dashboards/edit/form/choice-field';
import { IconButton } from '@/components/ui/icon-button';
import { CalculationsField } from './calculations-field';
import type { StepFieldsProps } from './transformation-fields';

const OPERATIONS = [
  { value: 'none', label: 'Left out' },
  { value: 'groupby', label: 'Grouped by' },
  { value: 'aggregate', label: 'Reduced' },
] as const;

export function GroupFields({ step, onStep, names }: StepFieldsProps<'groupBy'>) {
  const all = [...new Set([...names.fields, ...Object.keys(step.fields)])];
  const put = (name: string, asked: (typeof step.fields)[string] | null) => {
    const { [name]: _, ...rest } = step.fields;
    onStep({ ...step, fields: asked === null ? rest : { ...rest, [name]: asked } });
  };
  if (all.length === 0) {
    return <p className="text-text-3 text-xs">The fields are listed here once the panel has an answer.</p>;
  }
  return (
    <ul aria-label="Fields" className="grid gap-2.5">
      {all.map((name) => {
        const asked = step.fields[name];
        const operation = asked?.operation ?? 'none';
        return (
          <li key={name} className="grid gap-1.5">
            <div className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-1">
              <ChoiceField
                label={name}
                value={operation}
                options={OPERATIONS}
                onValue={(next) =>
                  put(
                    name,
                    next === 'none'
                      ? null
                      : { operation: next, aggregations: next === 'aggregate' ? ['lastNotNull'] : [] },
                  )
                }
              />
              {!names.fields.includes(name) && (
                <IconButton label={`Remove ${name}`} onClick={() => put(name, null)}>
                  <Trash2 aria-hidden="true" />
                </IconButton>
              )}
            </div>
            {asked?.operation === 'aggregate' && (
              <CalculationsField
                label="To"
                value={asked.aggregations}
                onValue={(aggregations) => put(name, { ...asked, aggregations })}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}
