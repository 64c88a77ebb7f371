'use client';
/** What to look for. Choosing a service or an operation searches at once; the text fields on Enter or with Find. */
import { useQuery } from '@tanstack/react-query';
import { CornerDownLeft, ListFilter, RotateCcw } from 'lucide-react';
import { type FormEvent, useEffect, useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { IconButton } from '@/components/ui/icon-button';
import { Select } from '@/components/ui/select';
import { parseDuration } from '@/lib/traces/duration';
import { DEFAULT_TRACES } from '@/lib/traces/limits';
import { parseLogfmt } from '@/lib/traces/logfmt';
import { ChoiceField } from './choice-field';
import { traceOperationsQuery } from './queries';
import type { SearchValues } from './search-state';

const LIMITS = ['20', '50', '100', '200', '500', '1000', '1500'];

export interface SearchFormProps {
  values: SearchValues;
  services: readonly string[];
  servicesLoading: boolean;
  busy: boolean;
  onSearch: (values: SearchValues) => void;
}

export function SearchForm({ values, services, servicesLoading, busy, onSearch }: SearchFormProps) {
  const [draft, setDraft] = useState(values);
  // The URL is the truth: Back and shared links change what the fields show.
  useEffect(() => setDraft(values), [values]);
  const operations = useQuery(traceOperationsQuery(values.service));
  const operationNames = useMemo(
    () => [...new Set(operations.data?.operations.map((entry) => entry.name) ?? [])],
    [operations.data],
  );
  const mistakes = mistakesOf(draft);
  const search = (change: Partial<SearchValues>) => {
    const next = { ...draft, ...change };
    setDraft(next);
    if (Object.keys(mistakesOf(next)).length === 0) onSearch(next);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    search({});
  };
  const limits = LIMITS.includes(String(draft.limit)) ? LIMITS : [String(draft.limit), ...LIMITS];
  return (
    <form
      onSubmit={submit}
      aria-label="Search traces"
      className="relative z-20 flex flex-wrap items-start gap-2 border-line border-b bg-surface px-4 py-3"
    >
      <ChoiceField
        label="Service"
        value={draft.service}
        options={services}
        loading={servicesLoading}
        placeholder="choose one"
        onChoose={(service) => search({ service, operation: '' })}
        className="min-w-44 flex-[2]"
      />
      <ChoiceField
        label="Operation"
        value={draft.operation}
        options={operationNames}
        loading={operations.isFetching}
        placeholder="any"
        anyLabel="any"
        onChoose={(operation) => search({ operation })}
        className="min-w-36 flex-[2]"
      />
      <TextBox
        label="Tags"
        labelHidden
        icon
        value={draft.tags}
        placeholder="error=true key=value"
        mistake={mistakes.tags}
        onChange={(tags) => setDraft({ ...draft, tags })}
        className="min-w-40 flex-[3]"
      />
      <TextBox
        label="Min"
        value={draft.min}
        placeholder="200ms"
        mistake={mistakes.min}
        onChange={(min) => setDraft({ ...draft, min })}
        className="w-24"
      />
      <TextBox
        label="Max"
        value={draft.max}
        placeholder="1.5s"
        mistake={mistakes.max}
        onChange={(max) => setDraft({ ...draft, max })}
        className="w-24"
      />
      <Select
        label="At most"
        showLabel
        size="md"
        value={String(draft.limit)}
        onValueChange={(limit) => search({ limit: Number(limit) })}
        options={limits.map((limit) => ({ value: limit, label: limit }))}
        className="w-32"
      />
      <IconButton
        label="Reset the search"
        size="md"
        onClick={() => search({ operation: '', tags: '', min: '', max: '', limit: DEFAULT_TRACES })}
      >
        <RotateCcw aria-hidden="true" />
      </IconButton>
      <Button type="submit" variant="primary" size="md" busy={busy}>
        Find
        <CornerDownLeft aria-hidden="true" />
      </Button>
    </form>
  );
}

type Mistakes = Partial<Record<'tags' | 'min' | 'max', string>>;

/** What the server would refuse, said while typing. */
function mistakesOf(values: SearchValues): Mistakes {
  const mistakes: Mistakes = {};
  const tags = parseLogfmt(values.tags);
  if (tags.kind === 'mistake') mistakes.tags = tags.mistake.message;
  const [min, max] = [values.min, values.max].map((text) =>
    text.trim() === '' ? undefined : parseDuration(text),
  );
  if (min === null) mistakes.min = 'A number with its unit: 200ms, 1.5s';
  if (max === null) mistakes.max = 'A number with its unit: 200ms, 1.5s';
  if (typeof min === 'number' && typeof max === 'number' && min > max)
    mistakes.max = 'Shorter than the minimum';
  return mistakes;
}

interface TextBoxProps {
  label: string;
  labelHidden?: boolean;
  icon?: boolean;
  value: string;
  placeholder: string;
  mistake: string | undefined;
  onChange: (value: string) => void;
  className?: string;
}

function TextBox({
  label,
  labelHidden = false,
  icon = false,
  value,
  placeholder,
  mistake,
  onChange,
  className,
}: TextBoxProps) {
  const id = `trace-${label.toLowerCase()}`;
  return (
    <div className={classNames('relative', className)}>
      <div
        className={classNames(
          'flex h-8 items-center gap-2 rounded-control border bg-surface px-2.5 focus-within:outline-2 focus-within:outline-accent focus-within:outline-offset-2',
          mistake === undefined ? 'border-control' : 'border-failing',
        )}
      >
        {icon && <ListFilter aria-hidden="true" className="size-3.5 text-text-3" />}
        <label htmlFor={id} className={labelHidden ? 'sr-only' : 'text-sm text-text-3'}>
          {label}
        </label>
        <input
          id={id}
          value={value}
          placeholder={placeholder}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={mistake !== undefined}
          {...(mistake !== undefined && { 'aria-describedby': `${id}-mistake` })}
          onChange={(event) => onChange(event.target.value)}
          className="h-full min-w-0 flex-1 bg-transparent font-mono text-xs outline-none"
        />
      </div>
      {mistake !== undefined && (
        <p
          id={`${id}-mistake`}
          role="alert"
          className="absolute top-full left-0 z-30 mt-1 w-max max-w-80 rounded-control border border-failing-line bg-surface px-2 py-1 text-failing text-xs shadow-overlay"
        >
          {mistake}
        </p>
      )}
    </div>
  );
}
