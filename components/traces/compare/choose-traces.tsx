'use client';
/** Where the address names no two traces yet: asks for them, and says where to pick them. */
import { GitCompareArrows } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { useQueryStates } from 'nuqs';
import { type FormEvent, useId, useState } from 'react';
import { useScopedHref } from '@/components/shell/scope';
import { isUploaded, type TraceSource, uploadedTraces } from '@/components/traces/reading/uploaded-registry';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { TextField } from '@/components/ui/text-field';
import { mainRoot, nameOf, serviceOf } from '@/lib/traces/model/trace';
import { parseTraceId } from '@/lib/traces/trace-id';
import { compareParsers, setsHref } from './compare-state';

export interface ChooseTracesProps {
  readonly a: string | null;
  readonly b: string | null;
  /** No trace like A was found there. */
  readonly alone?: TraceSource;
}

const TITLES: Readonly<Record<TraceSource, string>> = {
  server: 'No other trace like this one was found',
  file: 'No other trace like this one is open in this tab',
};

export function ChooseTraces({ a, b, alone }: ChooseTracesProps) {
  const scoped = useScopedHref();
  return (
    <EmptyState
      icon={<GitCompareArrows />}
      title={alone === undefined ? 'Choose what to compare' : TITLES[alone]}
      className="h-full overflow-y-auto bg-surface"
      action={
        <Button asChild variant="primary">
          <Link href={scoped('/traces') as Route} prefetch={false}>
            Pick in the list of traces
          </Link>
        </Button>
      }
    >
      <p>
        Tick two traces in the list, or paste their ids here; those of files that are open in this tab may be
        compared too. A is what it was before, B what it is now.
      </p>
      <p className="mt-2">
        Or let many speak:{' '}
        <Link href={scoped(setsHref(new URLSearchParams())) as Route} prefetch={false} className="link">
          compare failed traces with the others
        </Link>
        , slow ones, versions, or before and after a moment.
      </p>
      <IdForm a={a} b={b} />
    </EmptyState>
  );
}

/** A trace that this tab holds is taken from its file. */
function sourceOf(traceId: string): TraceSource {
  return isUploaded(traceId) ? 'file' : 'server';
}

function IdForm({ a, b }: { readonly a: string | null; readonly b: string | null }) {
  const list = useId();
  const [, setUrl] = useQueryStates(compareParsers, { history: 'push' });
  const [texts, setTexts] = useState({ a: a ?? '', b: b ?? '' });
  const [tried, setTried] = useState(false);
  const read = { a: parseTraceId(texts.a.trim()), b: parseTraceId(texts.b.trim()) };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (read.a === null || read.b === null) return;
    void setUrl({
      a: read.a,
      b: read.b,
      sourceA: sourceOf(read.a),
      sourceB: sourceOf(read.b),
      sets: null,
    });
  };
  const problem = (side: 'a' | 'b') =>
    tried && read[side] === null ? 'A trace id is 1 to 32 hexadecimal digits.' : undefined;
  return (
    <form onSubmit={submit} className="mt-4 grid gap-3 text-left">
      {(['a', 'b'] as const).map((side) => (
        <TextField
          key={side}
          mono
          label={`Trace ${side.toUpperCase()}`}
          value={texts[side]}
          error={problem(side)}
          spellCheck={false}
          autoComplete="off"
          list={list}
          {...(read[side] !== null &&
            isUploaded(read[side]) && { hint: 'From a file that is open in this tab' })}
          onChange={(event) => setTexts({ ...texts, [side]: event.target.value })}
        />
      ))}
      <datalist id={list}>
        {uploadedTraces().map(({ trace }) => (
          <option key={trace.traceId} value={trace.traceId}>
            {trace.count === 0
              ? 'no spans'
              : `${serviceOf(trace, mainRoot(trace))} ${nameOf(trace, mainRoot(trace))}`}
          </option>
        ))}
      </datalist>
      <Button type="submit" className="justify-self-start">
        Compare
      </Button>
    </form>
  );
}
