'use client';
/** `/api-reference`: the HTTP API as its own contracts describe it. */
import { useQuery } from '@tanstack/react-query';
import { Download, SearchX } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { fetchAnswer } from '@/components/shell/fetch-answer';
import { usePage } from '@/components/shell/page';
import { EmptyState } from '@/components/ui/empty-state';
import { ProblemState } from '@/components/ui/problem-state';
import { SearchField } from '@/components/ui/search-field';
import { Skeleton } from '@/components/ui/skeleton';
import { withBasePath } from '@/lib/http/base-path';
import { OperationCard } from './operation-card';
import { listedOperations, matching } from './operations';

export function ApiReferencePage() {
  usePage({ title: 'API', without: ['namespaces', 'window', 'refresh'] });
  const query = useQuery({
    queryKey: ['openapi'],
    queryFn: ({ signal }) =>
      fetchAnswer(
        '/api/openapi.json',
        async () => (await import('@/lib/http/openapi/contract')).openApiSchema,
        { signal },
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search);
  if (query.data === undefined) {
    if (query.error !== null)
      return <ProblemState problem={query.error} onRetry={() => void query.refetch()} />;
    return <ApiReferenceSkeleton />;
  }
  const found = matching(listedOperations(query.data), wanted);
  const { info } = query.data;
  return (
    <div className="mx-auto grid max-w-5xl gap-4 p-4">
      <div className="flex flex-wrap items-start gap-3">
        <p className="min-w-0 flex-1 basis-80 text-pretty text-sm text-text-2">
          Version {info.version}. {info.description} Errors are problems in JSON: what happened, and what to
          do.
        </p>
        <SearchField label="Find an operation" value={search} onValueChange={setSearch} className="w-64" />
        <a
          href={withBasePath('/api/openapi.json')}
          download="periplus-openapi.json"
          className="inline-flex h-7 items-center gap-1.5 rounded-control border border-control px-2.5 text-xs hover:bg-raised"
        >
          <Download aria-hidden="true" className="size-3.5" />
          OpenAPI 3.1
        </a>
      </div>
      {found.length === 0 ? (
        <EmptyState icon={<SearchX />} title="No operation has these words">
          Search for a part of a path, of a sentence, or of a parameter’s name.
        </EmptyState>
      ) : (
        <div className="grid gap-2">
          {found.map((listed) => (
            <OperationCard key={`${listed.method} ${listed.path}`} listed={listed} />
          ))}
        </div>
      )}
    </div>
  );
}

const ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

function ApiReferenceSkeleton() {
  return (
    <div className="mx-auto grid max-w-5xl gap-2 p-4" aria-busy="true">
      <Skeleton className="mb-2 h-8 w-2/3" />
      {ROWS.map((row) => (
        <Skeleton key={row} className="h-13 rounded-card" />
      ))}
    </div>
  );
}
