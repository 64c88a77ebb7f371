'use client';
/**
 * A field that suggests: what is typed narrows the list, and what is not in the list may be typed all the same.
 * Pattern: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/examples/combobox-autocomplete-list/
 */
import { ChevronDown } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { classNames } from '@/components/ui/class-names';
import { inputBase } from '@/components/ui/text-field';

export interface ComboboxOption {
  readonly value: string;
  /** What is searched and shown. */
  readonly label: string;
  readonly note?: string;
  readonly icon?: ReactNode;
}

export interface ComboboxProps {
  label: string;
  value: string;
  onValueChange: (value: string) => void;
  options: readonly ComboboxOption[];
  /** Anything may be typed; otherwise only what is listed counts. */
  allowsOther?: boolean;
  placeholder?: string;
  error?: string | undefined;
  hint?: ReactNode;
  mono?: boolean;
}

const SHOWN_AT_MOST = 80;

export function Combobox(props: ComboboxProps) {
  const { label, value, options, allowsOther = false, error, hint, mono = false } = props;
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const chosen = options.find((option) => option.value === value);
  const text = typed ?? chosen?.label ?? value;
  const found = matching(options, typed).slice(0, SHOWN_AT_MOST);
  const open = typed !== null && found.length > 0;
  const at = Math.min(active, found.length - 1);
  useEffect(() => {
    if (open) list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });
  const choose = (next: string) => {
    setTyped(null);
    props.onValueChange(next);
  };
  const leave = () => {
    if (typed === null) return;
    const exact = options.find((option) => option.label.toLowerCase() === typed.trim().toLowerCase());
    if (exact !== undefined) choose(exact.value);
    else if (allowsOther) choose(typed.trim());
    else setTyped(null);
  };
  const key = (event: KeyboardEvent<HTMLInputElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (typed === null) {
        setTyped('');
        setActive(0);
      } else setActive((at + step + found.length) % Math.max(1, found.length));
    } else if (event.key === 'Enter' && typed !== null && !event.ctrlKey) {
      event.preventDefault();
      const option = found[at];
      if (allowsOther && typed.trim() !== '' && active === 0 && option?.label !== typed.trim()) {
        const exact = found.find((one) => one.label.toLowerCase().startsWith(typed.trim().toLowerCase()));
        choose(exact?.value ?? typed.trim());
      } else if (option !== undefined) choose(option.value);
    } else if (event.key === 'Escape' && typed !== null) {
      event.stopPropagation();
      setTyped(null);
    }
  };
  return (
    <div className="relative grid gap-1">
      <label htmlFor={id} className="font-medium text-text-2 text-xs">
        {label}
      </label>
      <div className="relative">
        <input
          id={id}
          role="combobox"
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={open ? `${id}-${at}` : undefined}
          aria-invalid={error !== undefined || undefined}
          aria-describedby={`${id}-hint`}
          autoComplete="off"
          spellCheck={false}
          placeholder={props.placeholder}
          value={text}
          onChange={(event) => {
            setTyped(event.target.value);
            setActive(0);
          }}
          onFocus={(event) => event.target.select()}
          onClick={() => {
            if (typed === null) setTyped('');
          }}
          onBlur={leave}
          onKeyDown={key}
          className={classNames(inputBase, 'h-8 pr-8 pl-2.5 text-sm', mono && 'font-mono text-xs')}
        />
        <ChevronDown
          aria-hidden="true"
          className="pointer-events-none absolute top-2 right-2.5 size-4 text-text-3"
        />
      </div>
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        hidden={!open}
        className="absolute top-full right-0 left-0 z-20 mt-1 max-h-72 overflow-y-auto rounded-card border border-line bg-surface p-1 shadow-overlay"
      >
        {found.map((option, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the input takes the keys, as the pattern has it
          <div
            key={option.value}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onMouseDown={(event) => event.preventDefault()}
            onMouseMove={() => setActive(index)}
            onClick={() => choose(option.value)}
            className={classNames(
              'flex min-h-7 cursor-default items-center gap-2 rounded-tag px-2 py-0.5 text-sm [&_svg]:size-3.5 [&_svg]:shrink-0 [&_svg]:text-text-3',
              index === at && 'bg-raised',
            )}
          >
            {option.icon}
            <span className={classNames('min-w-0 truncate', mono && 'font-mono text-xs')}>
              {option.label}
            </span>
            {option.note !== undefined && (
              <span className="ml-auto shrink-0 text-text-3 text-xs">{option.note}</span>
            )}
          </div>
        ))}
      </div>
      <div id={`${id}-hint`} className="text-text-3 text-xs empty:hidden">
        {error !== undefined ? <span className="text-failing">{error}</span> : hint}
      </div>
    </div>
  );
}

/** Those that hold every word that was typed; all while nothing is. */
function matching(options: readonly ComboboxOption[], typed: string | null): readonly ComboboxOption[] {
  const words = (typed ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return options;
  const fits = (option: ComboboxOption) => {
    const text = `${option.label} ${option.note ?? ''}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return options.filter(fits);
}
