'use client';
/** Kind, durations of a span and of the trace, errors only. No form of its own: the one around it would hear of it too. */
import { KINDS, type Kind } from '@/components/traces/search-state';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import type { MoreFiltersProps } from './more-filters';

const DURATIONS = [
  ['min', 'Span at least', '200ms'],
  ['max', 'Span at most', '1.5s'],
  ['traceMin', 'Trace at least', '1s'],
  ['traceMax', 'Trace at most', '10s'],
] as const;

export function FilterPanel({ draft, mistakes, onChange, onSearch }: MoreFiltersProps) {
  return (
    <div className="grid gap-3">
      <Checkbox
        checked={draft.errors}
        onCheckedChange={(errors) => onSearch({ errors })}
        label="Errors only"
        hint="The span’s status is error. “failed” in an expression takes codes too."
      />
      <Select<Kind | 'any'>
        label="Kind of span"
        showLabel
        size="md"
        value={draft.kind ?? 'any'}
        onValueChange={(kind) => onSearch({ kind: kind === 'any' ? null : kind })}
        options={['any' as const, ...KINDS].map((kind) => ({ value: kind, label: kind }))}
      />
      <div className="grid grid-cols-2 gap-3">
        {DURATIONS.map(([field, label, placeholder]) => (
          <TextField
            key={field}
            label={label}
            mono
            placeholder={placeholder}
            value={draft[field]}
            error={mistakes[field]}
            onChange={(event) => onChange({ [field]: event.target.value })}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              onSearch({});
            }}
          />
        ))}
      </div>
      <Button type="button" variant="primary" size="md" onClick={() => onSearch({})}>
        Find
      </Button>
    </div>
  );
}
