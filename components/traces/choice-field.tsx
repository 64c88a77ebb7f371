'use client';
/** A text box that offers what is known: filters as one types, and takes a value that is not in the list. */
import { ChevronDown } from 'lucide-react';
import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react';
import { classNames } from '@/components/ui/class-names';

export interface ChoiceFieldProps {
  label: string;
  value: string;
  /** Called when a choice is made: by Enter, by a click, or by leaving a changed field. */
  onChoose: (value: string) => void;
  options: readonly string[];
  /** Shown while nothing is chosen. */
  placeholder: string;
  loading?: boolean;
  /** Offered first, standing for "". */
  anyLabel?: string;
  className?: string;
}

/** The page never needs to draw more: typing narrows the list. */
const MOST_OPTIONS = 200;

export function ChoiceField({
  label,
  value,
  onChoose,
  options,
  placeholder,
  loading = false,
  anyLabel,
  className,
}: ChoiceFieldProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [active, setActive] = useState(-1);
  const open = typed !== null;
  const matches = useMemo(() => {
    const wanted = (typed ?? '').trim().toLowerCase();
    const found = options.filter((option) => option.toLowerCase().includes(wanted));
    return anyLabel !== undefined && wanted === '' ? ['', ...found] : found;
  }, [options, typed, anyLabel]);
  const shown = matches.slice(0, MOST_OPTIONS);

  const choose = (chosen: string) => {
    setTyped(null);
    setActive(-1);
    if (chosen !== value) onChoose(chosen);
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!open) return setTyped('');
      const step = event.key === 'ArrowDown' ? 1 : -1;
      const next = (active + step + shown.length) % Math.max(1, shown.length);
      setActive(next);
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && open) {
      event.preventDefault();
      choose(shown[active] ?? (typed.trim() === '' ? value : typed.trim()));
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      setTyped(null);
      setActive(-1);
    }
  };
  return (
    <div className={classNames('relative min-w-0', className)}>
      <div className="flex h-8 items-center gap-2 rounded-control border border-control bg-surface pr-2 pl-2.5 focus-within:outline-2 focus-within:outline-accent focus-within:outline-offset-2">
        <label htmlFor={id} className="text-sm text-text-3">
          {label}
        </label>
        <input
          ref={input}
          id={id}
          role="combobox"
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          {...(active >= 0 && { 'aria-activedescendant': `${id}-${active}` })}
          autoComplete="off"
          spellCheck={false}
          value={typed ?? value}
          placeholder={value === '' || open ? (anyLabel ?? placeholder) : value}
          title={value}
          onFocus={(event) => event.target.select()}
          onClick={() => setTyped((now) => now ?? '')}
          onChange={(event) => {
            setTyped(event.target.value);
            setActive(event.target.value === '' ? -1 : 0);
          }}
          onBlur={() => setTyped(null)}
          onKeyDown={keys}
          className="h-full min-w-0 flex-1 text-ellipsis bg-transparent font-medium text-sm outline-none placeholder:font-normal"
        />
        <ChevronDown aria-hidden="true" className="pointer-events-none size-3.5 text-text-3" />
      </div>
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        hidden={!open}
        className="absolute top-full left-0 z-40 mt-1 max-h-80 w-max min-w-full max-w-[480px] overflow-y-auto rounded-card border border-line bg-surface p-1 shadow-overlay"
      >
        {shown.map((option, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the combobox, which keeps the focus
          <div
            key={option}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={option === value}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(option)}
            className={classNames(
              'min-h-7 cursor-default truncate rounded-tag px-2 py-1 text-sm hover:bg-raised',
              index === active && 'bg-raised',
              option === value && 'font-medium text-accent',
            )}
          >
            {option === '' ? anyLabel : option}
          </div>
        ))}
        {shown.length === 0 && (
          <p className="px-2 py-1.5 text-text-3 text-xs">
            {loading ? 'Asking Jaeger …' : 'None of that name; Enter takes it as typed.'}
          </p>
        )}
        {matches.length > shown.length && (
          <p className="px-2 py-1.5 text-text-3 text-xs">
            {matches.length - shown.length} more: type to narrow.
          </p>
        )}
      </div>
    </div>
  );
}
