'use client';
/** Where the address names no two traces yet: asks for their ids, and says where to pick them. */
import { GitCompareArrows } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { useQueryStates } from 'nuqs';
import { type FormEvent, useState } from 'react';
import { useScopedHref } from '@/components/shell/scope';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { TextField } from '@/components/ui/text-field';
import { parseTraceId } from '@/lib/traces/trace-id';
import { compareParsers, setsHref } from './compare-state';

export interface ChooseTracesProps {
  a: string | null;
  b: string | null;
  /** No trace like A was found. */
  alone?: boolean;
}

export function ChooseTraces({ a, b, alone = false }: ChooseTracesProps) {
  const scoped = useScopedHref();
  return (
    <EmptyState
      icon={<GitCompareArrows />}
      title={alone ? 'No other trace like this one was found' : 'Choose what to compare'}
      className="h-full bg-surface"
      action={
        <Button asChild variant="primary">
          <Link href={scoped('/traces') as Route} prefetch={false}>
            Pick in the list of traces
          </Link>
        </Button>
      }
    >
      <p>Tick two traces in the list, or paste their ids here. A is what it was before, B what it is now.</p>
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

function IdForm({ a, b }: { a: string | null; b: string | null }) {
  const [, setUrl] = useQueryStates(compareParsers, { history: 'push' });
  const [texts, setTexts] = useState({ a: a ?? '', b: b ?? '' });
  const [tried, setTried] = useState(false);
  const read = { a: parseTraceId(texts.a.trim()), b: parseTraceId(texts.b.trim()) };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (read.a !== null && read.b !== null) void setUrl({ a: read.a, b: read.b, sets: null });
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
          onChange={(event) => setTexts({ ...texts, [side]: event.target.value })}
        />
      ))}
      <Button type="submit" className="justify-self-start">
        Compare
      </Button>
    </form>
  );
}
