'use client';
/** The services that there are, with a box for each; typing narrows them, and takes a name that is not among them. */
import { useState } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { MOST_SERVICES } from '@/lib/traces/limits';
import type { ServiceFieldProps } from './service-field';

/** Typing narrows the list. */
const MOST_SHOWN = 300;

export function ServiceChoices({
  chosen,
  services,
  loading,
  searchesAll,
  onChoose,
  onDone,
}: ServiceFieldProps & { readonly onDone: () => void }) {
  const [typed, setTyped] = useState('');
  const wanted = typed.trim();
  const matches = services.filter((name) => name.toLowerCase().includes(wanted.toLowerCase()));
  const known = services.includes(wanted) || chosen.includes(wanted);
  const toggle = (name: string) =>
    onChoose(
      chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name].slice(-MOST_SERVICES),
    );
  return (
    <div className="grid">
      <input
        aria-label="Find a service"
        placeholder="Find a service"
        value={typed}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          const name = wanted === '' ? null : known ? wanted : (matches[0] ?? wanted);
          if (name !== null) onChoose([name]);
          onDone();
        }}
        className="h-9 border-line border-b bg-transparent px-3 text-sm outline-none"
      />
      <div className="max-h-80 overflow-y-auto p-2">
        <Checkbox
          checked={chosen.length === 0}
          onCheckedChange={() => onChoose([])}
          label="All services"
          {...(!searchesAll && { hint: 'Asked one by one: this store needs a service.' })}
        />
        {matches.slice(0, MOST_SHOWN).map((name) => (
          <Checkbox
            key={name}
            checked={chosen.includes(name)}
            onCheckedChange={() => toggle(name)}
            label={name}
          />
        ))}
        {wanted !== '' && !known && (
          <Checkbox checked={false} onCheckedChange={() => toggle(wanted)} label={`${wanted}, as typed`} />
        )}
        {matches.length === 0 && (
          <p className="py-1.5 text-text-3 text-xs">
            {loading
              ? 'Asking Jaeger …'
              : services.length === 0
                ? 'Jaeger knows no service.'
                : 'None of that name.'}
          </p>
        )}
        {matches.length > MOST_SHOWN && (
          <p className="py-1.5 text-text-3 text-xs">{matches.length - MOST_SHOWN} more: type to narrow.</p>
        )}
      </div>
    </div>
  );
}
