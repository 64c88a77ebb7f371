'use client';
/** The list inside the namespace selector: searched, ticked, and applied together. */
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { ProblemState } from '@/components/ui/problem-state';
import { Quantity } from '@/components/ui/quantity';
import { SearchField } from '@/components/ui/search-field';
import { Skeleton } from '@/components/ui/skeleton';
import { namespaceChoices } from './namespace-choices';
import { namespacesQuery } from './namespaces-query';
import { useScope } from './scope';

export interface NamespacePickerProps {
  chosen: readonly string[] | null;
  onChoose: (namespaces: readonly string[] | null) => void;
}

export function NamespacePicker({ chosen, onChoose }: NamespacePickerProps) {
  const scope = useScope();
  const { data, error, refetch } = useQuery(namespacesQuery(scope));
  const [search, setSearch] = useState('');
  const [draft, setDraft] = useState<ReadonlySet<string>>(new Set(chosen ?? []));
  const choices = useMemo(
    () => namespaceChoices(data?.namespaces ?? [], chosen ?? [], search),
    [data, chosen, search],
  );
  const toggle = (name: string, on: boolean) => {
    const next = new Set(draft);
    if (on) next.add(name);
    else next.delete(name);
    setDraft(next);
  };
  const apply = () => onChoose(draft.size === 0 ? null : [...draft]);
  return (
    <form
      className="flex min-h-0 flex-col"
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <SearchField label="Find a namespace" value={search} onValueChange={setSearch} className="m-2" />
      <div className="border-line border-t px-3 py-1.5">
        <Checkbox
          checked={draft.size === 0}
          onCheckedChange={() => setDraft(new Set())}
          label="All namespaces"
        />
      </div>
      <div className="max-h-80 min-h-24 overflow-y-auto border-line border-t px-3 py-1.5">
        {data === undefined && error !== null && (
          <ProblemState compact problem={error} onRetry={() => void refetch()} className="p-0" />
        )}
        {data === undefined && error === null && <PickerSkeleton />}
        {data !== undefined && choices.length === 0 && (
          <p className="py-4 text-center text-sm text-text-3">
            {search === ''
              ? 'No namespace had traffic in this window.'
              : `No namespace contains “${search}”.`}
          </p>
        )}
        {choices.map((choice) => (
          <div key={choice.name} className="group flex items-center gap-2">
            <Checkbox
              checked={draft.has(choice.name)}
              onCheckedChange={(on) => toggle(choice.name, on)}
              label={choice.name}
              className="min-w-0 flex-1"
            />
            <button
              type="button"
              onClick={() => onChoose([choice.name])}
              aria-label={`Only ${choice.name}`}
              className="link h-6 px-1 text-xs opacity-0 focus-visible:opacity-100 group-hover:opacity-100"
            >
              Only
            </button>
            <Quantity
              value={choice.requestsPerSecond}
              unit="rps"
              note="No traffic in this window"
              className="text-xs"
            />
          </div>
        ))}
      </div>
      <div className="flex items-center justify-between gap-2 border-line border-t p-2">
        <span className="pl-1 text-text-3 text-xs">
          {draft.size === 0 ? 'All are shown' : `${draft.size} chosen`}
        </span>
        <Button type="submit" variant="primary">
          Show
        </Button>
      </div>
    </form>
  );
}

function PickerSkeleton() {
  return (
    <div className="grid gap-3 py-1.5">
      <Skeleton className="h-4 w-40" />
      <Skeleton className="h-4 w-32" />
      <Skeleton className="h-4 w-48" />
    </div>
  );
}
