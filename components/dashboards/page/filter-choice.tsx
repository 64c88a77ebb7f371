'use client';
/** Matchers that are put into every selector of the dashboard. */
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { filterText } from '@/components/dashboards/variables/resolve-variables';
import { Button } from '@/components/ui/button';
import { Popover } from '@/components/ui/popover';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import type { Variable } from '@/lib/dashboards/model/variable';

type Adhoc = Extract<Variable, { type: 'adhoc' }>;
const OPERATORS = ['=', '!=', '=~', '!~'] as const;
/** As Prometheus takes it without quotes. */
const LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

export function FilterChoice({
  variable,
  onChoose,
}: {
  readonly variable: Adhoc;
  readonly onChoose: (values: readonly string[]) => void;
}) {
  const texts = variable.filters.map(filterText);
  return (
    <div className="flex flex-wrap items-center gap-1">
      {variable.filters.map(({ key, operator, value }, at) => (
        <button
          key={texts[at]}
          type="button"
          aria-label={`Remove the filter ${key} ${operator} ${value}`}
          onClick={() => onChoose(texts.length === 1 ? ['none'] : texts.filter((_, other) => other !== at))}
          className="inline-flex h-7 items-center gap-1 rounded-control border border-line bg-raised px-2 font-mono text-xs"
        >
          {key}
          {operator}"{value}"
          <X aria-hidden="true" className="size-3" />
        </button>
      ))}
      <AddFilter onAdd={(filter) => onChoose([...texts, filter])} />
    </div>
  );
}

function AddFilter({ onAdd }: { readonly onAdd: (filter: string) => void }) {
  const [open, setOpen] = useState(false);
  const [key, setKey] = useState('');
  const [operator, setOperator] = useState<(typeof OPERATORS)[number]>('=');
  const [value, setValue] = useState('');
  const isLabel = LABEL.test(key);
  return (
    <Popover
      label="Add a filter"
      align="start"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="quiet">
          <Plus aria-hidden="true" />
          Filter
        </Button>
      }
    >
      <form
        className="grid w-72 gap-2 p-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isLabel) return;
          onAdd(filterText({ key, operator, value }));
          setOpen(false);
          setKey('');
          setValue('');
        }}
      >
        <TextField
          label="Label"
          size="sm"
          mono
          value={key}
          onChange={(event) => setKey(event.target.value)}
          error={key !== '' && !isLabel ? 'This is no name of a label.' : undefined}
        />
        <Select
          label="Comparison"
          value={operator}
          onValueChange={setOperator}
          options={OPERATORS.map((one) => ({ value: one, label: one }))}
        />
        <TextField
          label="Value"
          size="sm"
          mono
          value={value}
          onChange={(event) => setValue(event.target.value)}
        />
        <Button type="submit" variant="primary" className="justify-self-end" disabled={!isLabel}>
          Add
        </Button>
      </form>
    </Popover>
  );
}
