'use client';
/** Filters that are wanted now and then: labels, who keeps the object, and the service that it rules. */
import { SlidersHorizontal } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Popover } from '@/components/ui/popover';
import { TextField } from '@/components/ui/text-field';
import type { MoreFilters as Fields, ListState } from './list-state';

const SERVICE = /^[a-z0-9][a-z0-9.-]*\/[a-z0-9.*-]+$/;

export function MoreFilters({ state }: { state: ListState }) {
  const { label, manager, rules } = state.filter;
  const count = [label, manager, rules].filter((one) => one !== '').length;
  return (
    <Popover
      label="More filters"
      align="start"
      trigger={
        <Button size="sm" aria-label={count === 0 ? 'More filters' : `More filters, ${count} set`}>
          <SlidersHorizontal aria-hidden="true" />
          Filters{count > 0 && <span className="tabular-nums text-accent">{count}</span>}
        </Button>
      }
    >
      <FilterFields filters={{ label, manager, rules }} onChange={state.setMore} />
    </Popover>
  );
}

interface FilterFieldsProps {
  filters: Fields;
  onChange: (change: Partial<Fields>) => void;
}

function FilterFields({ filters, onChange }: FilterFieldsProps) {
  // Half a service is no question yet, so it is kept here until it is whole.
  const [rules, setRules] = useState(filters.rules);
  useEffect(() => setRules(filters.rules), [filters.rules]);
  const isWhole = rules === '' || SERVICE.test(rules);
  const ask = (text: string) => {
    setRules(text);
    if (text === '') onChange({ rules: '' });
  };
  return (
    <div className="grid w-72 gap-3 p-3">
      <TextField
        label="Labels"
        size="sm"
        mono
        placeholder="app=web, team"
        hint="A name, or name=value; all must be there."
        value={filters.label}
        onChange={(event) => onChange({ label: event.target.value })}
      />
      <TextField
        label="Kept by"
        size="sm"
        placeholder="argocd, Helm, kubectl"
        value={filters.manager}
        onChange={(event) => onChange({ manager: event.target.value })}
      />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isWhole) onChange({ rules });
        }}
      >
        <TextField
          label="Rules this service"
          size="sm"
          mono
          placeholder="namespace/service"
          hint="Enter asks for it."
          value={rules}
          error={isWhole ? undefined : 'Write it as namespace/service.'}
          onChange={(event) => ask(event.target.value.trim())}
        />
      </form>
    </div>
  );
}
