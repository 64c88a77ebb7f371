'use client';
/** Beside the line that says what was found: saved searches, a link that repeats the result, download, and opening a file. */
import { Download, FolderOpen, Gauge, GitCompareArrows, Link2, Waypoints } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { useRef, useState } from 'react';
import { useScopedHref } from '@/components/shell/scope';
import { setsHref } from '@/components/traces/compare/compare-state';
import { dependenciesHref } from '@/components/traces/dependencies/dependencies-state';
import { type SearchValues, searchParams } from '@/components/traces/search-state';
import { IconButton } from '@/components/ui/icon-button';
import { useToast } from '@/components/ui/toast';
import type { TraceSearchAnswer } from '@/lib/traces/contract';
import { downloadResults } from './download-results';
import { repeatableAddress } from './repeatable-address';
import { SavedSearches } from './saved-searches';

export interface SearchActionsProps {
  readonly values: SearchValues;
  readonly answer: TraceSearchAnswer | undefined;
  readonly onSearch: (values: SearchValues) => void;
  readonly onFile: (file: File) => void;
}

export function SearchActions({ values, answer, onSearch, onFile }: SearchActionsProps) {
  const toast = useToast();
  const scoped = useScopedHref();
  const input = useRef<HTMLInputElement>(null);
  const [loading, setLoading] = useState<string | null>(null);
  const copy = async () => {
    if (answer === undefined) return;
    try {
      await navigator.clipboard.writeText(repeatableAddress(window.location.href, answer.window));
      toast({
        title: 'Link copied',
        description: 'It holds this very time, not the last minutes.',
        tone: 'healthy',
      });
    } catch {
      toast({
        title: 'The browser did not let us copy',
        description: 'It allows that only over https or on localhost.',
        tone: 'failing',
      });
    }
  };
  const download = async () => {
    if (answer === undefined) return;
    setLoading('0 %');
    try {
      await downloadResults(
        answer.traces.map((trace) => trace.traceId),
        (done, all) => setLoading(`${Math.round((done / all) * 100)} %`),
      );
    } catch (error) {
      const description = error instanceof Error ? error.message : undefined;
      toast({ title: 'The traces could not be downloaded', description, tone: 'failing' });
    }
    setLoading(null);
  };
  const empty = answer === undefined || answer.traces.length === 0;
  return (
    <div className="ml-auto flex items-center gap-1">
      <Link
        href={scoped(setsHref(searchParams(values))) as Route}
        prefetch={false}
        title="What failed or slow traces of this search have more often than the others"
        className="link mr-2 inline-flex min-h-6 items-center gap-1.5 whitespace-nowrap text-xs"
      >
        <GitCompareArrows aria-hidden="true" className="size-3.5" />
        Compare sets
      </Link>
      <Link
        href={scoped(dependenciesHref(values)) as Route}
        prefetch={false}
        title="Who calls whom in the traces of this search"
        className="link mr-2 inline-flex min-h-6 items-center gap-1.5 whitespace-nowrap text-xs"
      >
        <Waypoints aria-hidden="true" className="size-3.5" />
        Dependencies
      </Link>
      <Link
        href={scoped('/traces/performance') as Route}
        prefetch={false}
        className="link mr-2 inline-flex min-h-6 items-center gap-1.5 whitespace-nowrap text-xs"
      >
        <Gauge aria-hidden="true" className="size-3.5" />
        Performance
      </Link>
      <SavedSearches values={values} onSearch={onSearch} />
      <IconButton label="Copy a link that repeats this result" disabled={empty} onClick={() => void copy()}>
        <Link2 aria-hidden="true" />
      </IconButton>
      {loading !== null && (
        <span role="status" className="text-text-2 text-xs tabular-nums">
          {loading}
        </span>
      )}
      <IconButton
        label={empty ? 'Download all' : `Download all ${answer.traces.length} traces`}
        disabled={empty || loading !== null}
        onClick={() => void download()}
      >
        <Download aria-hidden="true" />
      </IconButton>
      <input
        ref={input}
        type="file"
        accept=".json,.jsonl,.ndjson,.txt,application/json"
        aria-label="File with traces"
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file !== undefined) onFile(file);
        }}
      />
      <IconButton
        label="Open a file with traces: Jaeger JSON, OTLP JSON or lines. It stays in this browser"
        onClick={() => input.current?.click()}
      >
        <FolderOpen aria-hidden="true" />
      </IconButton>
    </div>
  );
}
