'use client';
/** One variable: one of its options, or several. */
import { Check, ChevronDown, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { ResolvedVariable } from '@/components/dashboards/variables/resolve-variables';
import { Button } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { Popover } from '@/components/ui/popover';
import { SearchField } from '@/components/ui/search-field';
import { ALL_VALUE } from '@/lib/dashboards/model/variable';

/** More options at once are not scrolled through; typing finds the rest. */
const MOST_SHOWN = 200;

export interface VariableChoiceProps {
  readonly one: ResolvedVariable;
  readonly onChoose: (values: readonly string[]) => void;
}

export function VariableChoice({ one, onChoose }: VariableChoiceProps) {
  const { variable, chosen, state } = one;
  const [open, setOpen] = useState(false);
  const label = variable.label === '' ? variable.name : variable.label;
  const texts = chosen?.texts ?? [];
  const value =
    texts.length === 0
      ? state === 'pending'
        ? '…'
        : 'none'
      : texts.length > 2
        ? `${texts.slice(0, 2).join(', ')} +${texts.length - 2}`
        : texts.join(', ');
  const problem = typeof state === 'object' ? state.problem : null;
  return (
    <Popover
      label={label}
      align="start"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button aria-label={`${label}: ${value}`} title={problem ?? (variable.description || undefined)}>
          {problem !== null && <TriangleAlert aria-hidden="true" className="text-degraded" />}
          {variable.hide === 'no' && <span className="font-normal text-text-3">{label}</span>}
          <span className="max-w-56 truncate">{value}</span>
          <ChevronDown aria-hidden="true" className="text-text-3" />
        </Button>
      }
    >
      {problem === null ? (
        <Options one={one} label={label} onChoose={onChoose} onDone={() => setOpen(false)} />
      ) : (
        <p className="max-w-80 p-3 text-sm">{problem}</p>
      )}
    </Popover>
  );
}

interface OptionsProps extends VariableChoiceProps {
  readonly label: string;
  readonly onDone: () => void;
}

function Options({ one: { variable, options, chosen }, label, onChoose, onDone }: OptionsProps) {
  const [text, setText] = useState('');
  const multi = 'multi' in variable && variable.multi;
  const hasAll = 'includeAll' in variable && variable.includeAll;
  const isAll = hasAll && chosen?.texts.length === 1 && chosen.texts[0] === 'All';
  const wanted = text.toLowerCase();
  const fitting =
    wanted === '' ? options : options.filter((option) => option.text.toLowerCase().includes(wanted));
  const picked = new Set(isAll ? [] : (chosen?.values ?? []));
  // An interval's `auto` is chosen by its name: its value is worked out.
  if (variable.type === 'interval' && chosen?.texts[0] === 'auto') picked.add('auto');
  const pick = (value: string) => {
    if (!multi || value === ALL_VALUE) {
      onChoose([value]);
      onDone();
      return;
    }
    const next = picked.has(value) ? [...picked].filter((other) => other !== value) : [...picked, value];
    onChoose(next.length === 0 && hasAll ? [ALL_VALUE] : next);
  };
  return (
    <div className="grid w-72 gap-1 p-1.5">
      <SearchField label={`Find ${label}`} value={text} onValueChange={setText} autoFocus />
      <ul className="max-h-72 overflow-y-auto" aria-label={label}>
        {hasAll && wanted === '' && <Option text="All" selected={isAll} onPick={() => pick(ALL_VALUE)} />}
        {fitting.slice(0, MOST_SHOWN).map((option) => (
          <Option
            key={option.value}
            text={option.text}
            selected={picked.has(option.value)}
            onPick={() => pick(option.value)}
          />
        ))}
      </ul>
      {fitting.length > MOST_SHOWN && (
        <p className="px-2 text-text-3 text-xs">
          {(fitting.length - MOST_SHOWN).toLocaleString('en-US')} more; type to find them.
        </p>
      )}
      {fitting.length === 0 && <p className="px-2 py-1 text-text-3 text-xs">Nothing fits.</p>}
    </div>
  );
}

function Option({ text, selected, onPick }: { text: string; selected: boolean; onPick: () => void }) {
  return (
    <li>
      <button
        type="button"
        aria-pressed={selected}
        onClick={onPick}
        className={classNames(
          'grid min-h-7 w-full grid-cols-[16px_minmax(0,1fr)] items-center gap-2 rounded-tag px-2 text-left text-sm hover:bg-raised',
          selected && 'font-medium',
        )}
      >
        {selected ? <Check aria-hidden="true" className="size-4 text-accent" /> : <span />}
        <span className="truncate" title={text}>
          {text}
        </span>
      </button>
    </li>
  );
}
