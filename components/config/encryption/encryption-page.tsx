'use client';
/** Who reaches whom encrypted: servers that answer alike as rows, kinds of callers as columns, what breaks first. */
import { useQuery } from '@tanstack/react-query';
import { Lock } from 'lucide-react';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { ConfigAnswerPage } from '@/components/config/config-answer-page';
import { refetchIntervalMs, useScope } from '@/components/shell/scope';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { SearchField } from '@/components/ui/search-field';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { Skeleton } from '@/components/ui/skeleton';
import type { EncryptionMatrix } from '@/lib/config/simulation/matrix-contract';
import { breaks, filteredRows, isPlain, MATRIX_CHOICES } from './matrix-filter';
import { MatrixTable } from './matrix-table';
import { encryptionQuery } from './query';

const parsers = {
  q: parseAsString.withDefault(''),
  show: parseAsStringLiteral(MATRIX_CHOICES).withDefault('all'),
};

export function EncryptionPage() {
  const scope = useScope();
  const answer = useQuery(encryptionQuery(refetchIntervalMs(scope)));
  return (
    <ConfigAnswerPage title="Encryption" answer={answer} skeleton={<MatrixSkeleton />}>
      {(data) => <Matrix matrix={data} namespaces={scope.namespaces} />}
    </ConfigAnswerPage>
  );
}

interface MatrixProps {
  matrix: EncryptionMatrix;
  namespaces: readonly string[] | null;
}

function Matrix({ matrix, namespaces }: MatrixProps) {
  const [{ q, show }, setChoice] = useQueryStates(parsers, { history: 'replace' });
  const shown = filteredRows(matrix, { text: q, show, namespaces });
  const all = filteredRows(matrix, { text: '', show: 'all', namespaces });
  const isFiltered = q !== '' || show !== 'all';
  return (
    <div className="grid min-h-0 grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)]">
      <div className="flex flex-wrap items-center gap-2 border-line border-b bg-surface px-4 py-2">
        <SearchField
          label="Find hosts, ports and workloads"
          value={q}
          onValueChange={(text) => void setChoice({ q: text })}
          className="w-80"
        />
        <SegmentedControl
          label="Show"
          value={show}
          onValueChange={(next) => void setChoice({ show: next })}
          segments={[
            { value: 'all', label: 'All' },
            { value: 'breaks', label: `Breaks for some ${all.filter(breaks).length}` },
            { value: 'plain', label: `Plain text for some ${all.filter(isPlain).length}` },
          ]}
        />
        <p className="ml-auto text-text-3 text-xs">
          Whether a caller sees a service at all, and whether it may call it, is not asked here.
        </p>
      </div>
      <div className="min-w-0 overflow-auto bg-surface">
        {shown.length > 0 ? (
          <MatrixTable clients={matrix.clients} rows={shown} />
        ) : (
          <EmptyState
            icon={<Lock />}
            title={isFiltered ? 'No server fits' : 'No services are known'}
            action={
              isFiltered && <Button onClick={() => void setChoice({ q: '', show: 'all' })}>Show all</Button>
            }
          >
            {isFiltered
              ? 'Nothing in the chosen namespaces has these words and this state.'
              : 'The configuration holds no Services and no ServiceEntries in the chosen namespaces.'}
          </EmptyState>
        )}
      </div>
    </div>
  );
}

function MatrixSkeleton() {
  return (
    <div className="grid content-start gap-2 p-4">
      <Skeleton className="h-7 w-2/3" />
      {['a', 'b', 'c', 'd', 'e', 'f'].map((row) => (
        <Skeleton key={row} className="h-10 w-full" />
      ))}
    </div>
  );
}
