'use client';
/** What to look for. Choosing something searches at once; the text fields on Enter or with Find. */
import { useQueries } from '@tanstack/react-query';
import { CornerDownLeft, RotateCcw } from 'lucide-react';
import { type FormEvent, useEffect, useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { DeferredPart, useDeferred } from '@/components/ui/deferred';
import { IconButton } from '@/components/ui/icon-button';
import type { KnownAttribute } from '@/lib/traces/language/complete';
import { ChoiceField } from './choice-field';
import { traceOperationsQuery } from './queries';
import { ExpressionField } from './search/expression-field';
import { mistakesOf } from './search/mistakes';
import { MoreFilters } from './search/more-filters';
import { ServiceField } from './search/service-field';
import { NO_SEARCH, type SearchValues } from './search-state';

const limitField = new DeferredPart(async () => (await import('./search/limit-field')).LimitField);

export interface SearchFormProps {
  readonly values: SearchValues;
  readonly services: readonly string[];
  readonly searchesAll: boolean;
  readonly servicesLoading: boolean;
  readonly busy: boolean;
  /** Of the traces at hand, for completion. */
  readonly attributes: readonly KnownAttribute[];
  readonly onSearch: (values: SearchValues) => void;
}

const NO_ATTRIBUTES: readonly KnownAttribute[] = [];

export function SearchForm(props: SearchFormProps) {
  const { values, services, onSearch, attributes = NO_ATTRIBUTES } = props;
  const [draft, setDraft] = useState(values);
  // The URL is the truth: Back and shared links change what the fields show.
  useEffect(() => setDraft(values), [values]);
  const operations = useOperations(draft.service);
  const LimitField = useDeferred(limitField, true);
  const mistakes = mistakesOf(draft);
  const change = (part: Partial<SearchValues>) => setDraft((now) => ({ ...now, ...part }));
  const search = (part: Partial<SearchValues>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    if (Object.keys(mistakesOf(next)).length === 0) onSearch(next);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    search({});
  };
  const context = useMemo(
    () => ({ services, operations: operations.names, attributes }),
    [services, operations.names, attributes],
  );
  return (
    <form
      onSubmit={submit}
      aria-label="Search traces"
      className="relative z-20 flex flex-wrap items-start gap-2 border-line border-b bg-surface px-4 py-3"
    >
      <ServiceField
        chosen={draft.service}
        services={services}
        loading={props.servicesLoading}
        searchesAll={props.searchesAll}
        onChoose={(service) => search({ service, operation: '' })}
      />
      <ChoiceField
        label="Operation"
        value={draft.operation}
        options={operations.names}
        loading={operations.loading}
        placeholder="any"
        anyLabel="any"
        onChoose={(operation) => search({ operation })}
        className="min-w-40 flex-1"
      />
      <ExpressionField
        value={draft.q}
        onChange={(q) => change({ q })}
        onSubmit={() => search({})}
        context={context}
      />
      <MoreFilters draft={draft} mistakes={mistakes} onChange={change} onSearch={search} />
      {LimitField === null ? (
        <Button size="md" disabled className="w-36">
          Look at {draft.limit.toLocaleString('en')}
        </Button>
      ) : (
        <LimitField limit={draft.limit} onChoose={(limit) => search({ limit })} />
      )}
      <IconButton
        label="Reset the search"
        size="md"
        onClick={() => search({ ...NO_SEARCH, service: draft.service })}
      >
        <RotateCcw aria-hidden="true" />
      </IconButton>
      <Button type="submit" variant="primary" size="md" busy={props.busy}>
        Find
        <CornerDownLeft aria-hidden="true" />
      </Button>
    </form>
  );
}

/** Of all the chosen services; of none where all are searched, since they would be too many. */
function useOperations(services: readonly string[]): { names: readonly string[]; loading: boolean } {
  const results = useQueries({
    queries: services.slice(0, 8).map((service) => traceOperationsQuery(service)),
  });
  const loading = results.some((result) => result.isFetching);
  const texts = results.flatMap((result) => result.data?.operations.map((entry) => entry.name) ?? []);
  const key = texts.join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same names are the same list
  const names = useMemo(() => [...new Set(texts)], [key]);
  return { names, loading };
}
