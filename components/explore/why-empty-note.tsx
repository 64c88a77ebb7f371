'use client';
/** Why a query found nothing, looked up when that is so. Loaded with the grammar. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { SearchX } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { type EmptyReason, type LookedUp, whyEmpty } from '@/lib/promql/why-empty';
import { type LookupWindow, lookupWindow, namesQuery } from './lookups';

export interface WhyEmptyNoteProps {
  readonly letter: string;
  /** As it was asked. */
  readonly expr: string;
  readonly window: LookupWindow;
  /** Puts a text in place of another in the query. */
  readonly onReplace: (written: string, instead: string) => void;
}

export function WhyEmptyNote({ letter, expr, window, onReplace }: WhyEmptyNoteProps) {
  const cache = useQueryClient();
  const whole = lookupWindow(window);
  const { data, error } = useQuery({
    queryKey: ['explore', 'why-empty', expr, window.from, window.to],
    queryFn: () => {
      // Names near to what was written are looked for in a longer window than series.
      const names = async (label: string, match: string, where: LookupWindow) =>
        (await cache.fetchQuery(namesQuery(label, match, where))).names;
      const lookups: LookedUp = {
        metrics: async (part) =>
          (await names('__name__', '', whole)).filter((name) =>
            name.toLowerCase().includes(part.toLowerCase()),
          ),
        values: (label, selector) => names(label, selector, window),
      };
      return whyEmpty(expr, lookups);
    },
    retry: false,
    staleTime: 30_000,
  });
  return (
    <section
      aria-label={`Why ${letter} is empty`}
      className="mx-4 my-3 rounded-card border border-line bg-surface p-3"
    >
      <p className="flex items-center gap-2 font-semibold text-sm">
        <SearchX aria-hidden="true" className="size-4 text-text-3" />
        Query {letter} found no series
      </p>
      {data === undefined && error === null && <Skeleton className="mt-2 ml-6 h-4 w-80" />}
      {error !== null && (
        <p className="pt-1 pl-6 text-sm text-text-2">Why could not be looked up: {error.message}</p>
      )}
      <ul className="grid gap-2 pl-6">
        {data?.map((reason) => (
          <Reason key={`${reason.from}${reason.message}`} reason={reason} onReplace={onReplace} />
        ))}
      </ul>
    </section>
  );
}

interface ReasonProps {
  readonly reason: EmptyReason;
  readonly onReplace: (written: string, instead: string) => void;
}

function Reason({ reason: { message, hint, instead, written }, onReplace }: ReasonProps) {
  return (
    <li className="pt-1 text-sm">
      <p>
        {message} <span className="text-text-2">{hint}</span>
      </p>
      {instead.length > 0 && (
        <p className="flex flex-wrap gap-1.5 pt-1.5">
          {instead.map((one) => (
            <Button key={one} onClick={() => onReplace(written, one)} className="font-mono">
              {one}
            </Button>
          ))}
        </p>
      )}
    </li>
  );
}
