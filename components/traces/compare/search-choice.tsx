'use client';
/** The search whose traces are compared: its services and its expression. What else it asks for stays as it is. */
import { useQuery } from '@tanstack/react-query';
import { CornerDownLeft } from 'lucide-react';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { traceServicesQuery } from '@/components/traces/queries';
import { ServiceField } from '@/components/traces/search/service-field';
import { NO_SEARCH, type SearchValues } from '@/components/traces/search-state';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/text-field';

export interface SearchChoiceProps {
  readonly values: SearchValues;
  /** Shown as the button's word. */
  readonly action: string;
  readonly busy: boolean;
  /** What is wrong with the expression, as the server says. */
  readonly mistake?: string | undefined;
  readonly onChoose: (values: SearchValues) => void;
  /** Further fields of the form. */
  readonly children?: ReactNode;
  /** The form was sent; further fields put themselves in place. */
  readonly onSubmit?: () => void;
}

export function SearchChoice({
  values,
  action,
  busy,
  mistake,
  onChoose,
  children,
  onSubmit,
}: SearchChoiceProps) {
  const services = useQuery(traceServicesQuery);
  const [q, setQ] = useState(values.q);
  // The address is the truth: Back and shared links change what the field shows.
  useEffect(() => setQ(values.q), [values.q]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit?.();
    onChoose({ ...values, q: q.trim() });
  };
  const further = describedTerms(values);
  return (
    <form onSubmit={submit} className="flex min-w-0 flex-1 flex-wrap items-center gap-2">
      {children}
      <ServiceField
        chosen={values.service}
        services={services.data?.services ?? []}
        loading={services.isPending}
        searchesAll={services.data?.searchesAll ?? true}
        onChoose={(service) => onChoose({ ...values, q: q.trim(), service, operation: '' })}
      />
      <TextField
        mono
        label="Expression"
        labelHidden
        placeholder="all traces, or an expression"
        value={q}
        error={mistake}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setQ(event.target.value)}
        className="min-w-52 max-w-xl flex-1"
      />
      {further !== null && (
        <span className="inline-flex items-center gap-1 text-text-2 text-xs">
          {further}
          <Button
            variant="quiet"
            onClick={() => onChoose({ ...NO_SEARCH, service: values.service, q: q.trim() })}
          >
            Without
          </Button>
        </span>
      )}
      <Button type="submit" size="md" variant="primary" busy={busy}>
        {action}
        <CornerDownLeft aria-hidden="true" />
      </Button>
    </form>
  );
}

/** What the search says beside its services and its expression; null where it says no more. */
function describedTerms({
  operation,
  kind,
  min,
  max,
  traceMin,
  traceMax,
  errors,
}: SearchValues): string | null {
  const terms = [
    operation === '' ? null : `operation ${operation}`,
    kind === null ? null : `kind ${kind}`,
    min === '' ? null : `span from ${min}`,
    max === '' ? null : `span up to ${max}`,
    traceMin === '' ? null : `trace from ${traceMin}`,
    traceMax === '' ? null : `trace up to ${traceMax}`,
    errors ? 'errors only' : null,
  ].filter((term) => term !== null);
  return terms.length === 0 ? null : terms.join(', ');
}
