'use client';
import { AddButton, FieldError, RemoveButton, replaced } from '@/components/config/assistants/form-parts';
/** Conditions on headers, cookies and query parameters, one line each. */
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import type { Condition } from '@/lib/config/assistants/traffic/string-condition';

const KINDS: readonly { value: Condition['kind']; label: string }[] = [
  { value: 'exact', label: 'is' },
  { value: 'prefix', label: 'begins with' },
  { value: 'regex', label: 'is like' },
  { value: 'present', label: 'is there' },
  { value: 'cookie', label: 'cookie is' },
];

export interface ConditionRowsProps {
  /** "Header" or "Query parameter". */
  what: string;
  conditions: readonly Condition[];
  onConditions: (conditions: Condition[]) => void;
  problemOf: (index: number) => string | undefined;
}

export function ConditionRows({ what, conditions, onConditions, problemOf }: ConditionRowsProps) {
  const isHeader = what === 'Header';
  const kinds = isHeader ? KINDS : KINDS.filter(({ value }) => value !== 'cookie');
  const set = (index: number, condition: Condition | null) =>
    onConditions(replaced(conditions, index, condition));
  return (
    <div className="grid gap-1.5">
      {conditions.map((condition, index) => {
        const problem = problemOf(index);
        return (
          // A condition has no identity but its place while its name is being typed.
          // biome-ignore lint/suspicious/noArrayIndexKey: the place in the list is its identity
          <div key={index} className="grid gap-1">
            <div className="grid grid-cols-[minmax(0,1fr)_104px_minmax(0,1fr)_28px] items-center gap-1.5">
              <TextField
                label={`${what} ${index + 1}`}
                labelHidden
                size="sm"
                value={condition.name}
                placeholder={condition.kind === 'cookie' ? 'cookie' : isHeader ? 'end-user' : 'parameter'}
                aria-invalid={problem !== undefined || undefined}
                onChange={(event) => set(index, { ...condition, name: event.target.value })}
              />
              <Select
                label={`How ${what.toLowerCase()} ${index + 1} is compared`}
                value={condition.kind}
                options={kinds}
                onValueChange={(kind) => set(index, { ...condition, kind })}
              />
              {condition.kind === 'present' ? (
                <span />
              ) : (
                <TextField
                  label={`Value of ${what.toLowerCase()} ${index + 1}`}
                  labelHidden
                  size="sm"
                  value={condition.value}
                  onChange={(event) => set(index, { ...condition, value: event.target.value })}
                />
              )}
              <RemoveButton
                label={`Remove ${what.toLowerCase()} ${index + 1}`}
                onClick={() => set(index, null)}
              />
            </div>
            {problem !== undefined && <FieldError>{problem}</FieldError>}
          </div>
        );
      })}
      <AddButton onClick={() => onConditions([...conditions, { name: '', kind: 'exact', value: '' }])}>
        {what}
      </AddButton>
    </div>
  );
}
