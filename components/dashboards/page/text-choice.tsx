'use client';
/** A variable that is typed; it holds when the field is left or Enter is pressed. */
import { useState } from 'react';
import type { ResolvedVariable } from '@/components/dashboards/variables/resolve-variables';
import { inputBase } from '@/components/ui/text-field';

export function TextChoice({
  one,
  onChoose,
}: {
  readonly one: ResolvedVariable;
  readonly onChoose: (values: readonly string[]) => void;
}) {
  const { variable, chosen } = one;
  const given = chosen?.values[0] ?? '';
  const [draft, setDraft] = useState<string | null>(null);
  const label = variable.label === '' ? variable.name : variable.label;
  const done = () => {
    if (draft !== null && draft !== given) onChoose([draft]);
    setDraft(null);
  };
  return (
    <label className="flex items-center gap-1.5 text-text-3 text-xs">
      {variable.hide === 'no' && label}
      <input
        aria-label={label}
        value={draft ?? given}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={done}
        onKeyDown={(event) => event.key === 'Enter' && done()}
        className={`${inputBase} h-7 w-36 px-2 text-xs`}
      />
    </label>
  );
}
