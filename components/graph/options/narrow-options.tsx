'use client';
/** Keeps only what fails or what is slow, and says from when on an edge is slow. */
import { useId, useState } from 'react';
import type { GraphView } from '@/components/graph/view-state';
import { inputBase } from '@/components/ui/text-field';
import { SLOW_FROM_MS } from '@/lib/graph/view/view-graph';
import { ONLY } from './choices';
import { Choice, OptionGroup } from './option-rows';

export interface NarrowOptionsProps {
  readonly view: Pick<GraphView, 'only' | 'slowFrom'>;
  readonly onChange: (change: Partial<GraphView>) => void;
}

export function NarrowOptions({ view, onChange }: NarrowOptionsProps) {
  return (
    <OptionGroup title="Trouble">
      <Choice
        label="What is kept"
        value={view.only ?? 'all'}
        onChange={(only) => onChange({ only: only === 'all' ? null : only })}
        options={ONLY}
      />
      <SlowFrom key={view.slowFrom} value={view.slowFrom} onChange={(slowFrom) => onChange({ slowFrom })} />
    </OptionGroup>
  );
}

/** Taken when it is finished, so that no half number rearranges the picture; an empty field is the usual value. */
function SlowFrom({ value, onChange }: { readonly value: number; readonly onChange: (ms: number) => void }) {
  const id = useId();
  const [draft, setDraft] = useState(String(value));
  const ms = draft.trim() === '' ? SLOW_FROM_MS : Number(draft);
  const valid = Number.isFinite(ms) && ms > 0;
  const take = () => {
    if (valid && ms !== value) onChange(ms);
  };
  return (
    <div className="grid gap-0.5 text-xs">
      <label className="flex items-center gap-2 py-0.5">
        <span className="flex-1">Slow from a p95 of</span>
        <input
          inputMode="decimal"
          value={draft}
          placeholder={String(SLOW_FROM_MS)}
          aria-invalid={!valid || undefined}
          aria-describedby={valid ? undefined : id}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={take}
          onKeyDown={(event) => event.key === 'Enter' && take()}
          className={`${inputBase} !w-16 h-6 px-1.5 text-right text-xs tabular-nums`}
        />
        <span className="text-text-3">ms</span>
      </label>
      {!valid && (
        <p id={id} role="alert" className="text-2xs text-failing">
          Enter milliseconds, more than zero.
        </p>
      )}
    </div>
  );
}
