'use client';
/** Two sets of the traces of a search: chooses how they are told apart, fetches, and lists what differs. */
import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { useQueryStates } from 'nuqs';
import { useMemo, useState } from 'react';
import { AnswerProblem } from '@/components/shell/answer-problem';
import { scopeParams, useScope, useScopedHref } from '@/components/shell/scope';
import { compareParsers } from '@/components/traces/compare/compare-state';
import { SearchChoice } from '@/components/traces/compare/search-choice';
import { readSearch, type SearchValues, searchParams } from '@/components/traces/search-state';
import { Button } from '@/components/ui/button';
import { ProblemState } from '@/components/ui/problem-state';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { featureCondition } from '@/lib/traces/compare/feature-condition';
import type { SetDifference, TraceSetsAnswer } from '@/lib/traces/compare/sets-contract';
import { withConditions } from '@/lib/traces/compare/split';
import type { Split } from '@/lib/traces/compare/splits';
import { MAX_TRACES } from '@/lib/traces/limits';
import { nothingWords, type SetWords, setWords } from './set-words';
import { setsProgressQuery, setsQuery } from './sets-query';
import { SetsTable } from './sets-table';
import { SplitFields } from './split-fields';
import { useStop } from './use-stop';

export function SetsView({ split }: { readonly split: Split }) {
  const scope = useScope();
  const [{ search, at, by }, setUrl] = useQueryStates(compareParsers, { history: 'push' });
  const values = useMemo(() => readSearch(search), [search]);
  const base = useMemo(() => {
    const params = searchParams(values);
    params.delete('limit');
    for (const [key, value] of scopeParams(scope)) if (key !== 'namespaces') params.set(key, value);
    return params;
  }, [values, scope]);
  const asked = useMemo(() => {
    const params = new URLSearchParams(base);
    params.set('split', split);
    if (at !== '') params.set('at', at);
    if (by !== '' && split === 'versions') params.set('by', by);
    return params;
  }, [base, split, at, by]);
  const isComplete = split !== 'versions' || at.split(',').every((value) => value !== '' && at.includes(','));
  const found = useQuery({ ...setsQuery(asked), enabled: isComplete });
  const answer = found.data;
  const words = setWords(split, at.split(','));
  const choose = (next: SearchValues) => void setUrl({ search: searchParams(next).toString() });
  return (
    <div className="flex h-full min-h-0 min-w-0 flex-col bg-surface">
      <div className="relative z-20 flex flex-wrap items-center gap-2 border-line border-b px-4 py-2">
        <SearchChoice
          values={values}
          action="Compare"
          busy={found.isFetching}
          mistake={mistakeOf(found.error, 'q')}
          onChoose={choose}
          onSubmit={() => void (found.isFetching || found.refetch())}
        >
          <SplitFields
            split={split}
            at={at}
            by={by}
            params={base}
            chosen={answer?.chosenHere === true ? answer.at : null}
            onSplit={(next) => void setUrl({ sets: next, at: null, by: null })}
            onAt={(next) => void setUrl({ at: next === '' ? null : next })}
            onBy={(next) => void setUrl({ by: next, at: null })}
          />
        </SearchChoice>
      </div>
      {!isComplete ? (
        <p className="p-6 text-center text-sm text-text-2">Choose the two values that tell the sets apart.</p>
      ) : found.isFetching ? (
        <Progress params={asked} />
      ) : answer !== undefined ? (
        <Compared answer={answer} words={words} values={values} />
      ) : found.error !== null ? (
        <ProblemState problem={found.error} onRetry={() => void found.refetch()} />
      ) : (
        <p className="p-6 text-center text-sm text-text-2">Stopped. “Compare” begins anew.</p>
      )}
    </div>
  );
}

function mistakeOf(error: Error | null, field: string): string | undefined {
  if (!(error instanceof AnswerProblem)) return undefined;
  return error.issues.find(({ path }) => path[0] === field)?.message;
}

/** How far the server is, and how to stop it: what is not fetched any more is not looked for any more. */
function Progress({ params }: { readonly params: URLSearchParams }) {
  const { data } = useQuery(setsProgressQuery(params));
  const { queryKey } = setsQuery(params);
  const stop = useStop(queryKey);
  return (
    <div role="status" className="mx-auto grid w-full max-w-md gap-3 px-6 py-12 text-sm">
      <p>
        Looking at traces
        {data != null && <span className="text-text-2">: {data.traces.toLocaleString('en-US')} so far</span>}
      </p>
      <progress
        aria-label="Parts of the window"
        max={data?.of ?? 1}
        value={data?.done ?? 0}
        className="h-1.5 w-full appearance-none overflow-hidden rounded-full [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-raised [&::-webkit-progress-value]:bg-accent"
      />
      <Button onClick={stop} className="justify-self-start">
        <X aria-hidden="true" />
        Stop
      </Button>
    </div>
  );
}

type More = 'b' | 'a' | 'all';

function Compared({
  answer,
  words,
  values,
}: {
  readonly answer: TraceSetsAnswer;
  readonly words: SetWords;
  readonly values: SearchValues;
}) {
  const [more, setMore] = useState<More>('b');
  const inB = answer.differences.filter(({ shareA, shareB }) => shareB > shareA);
  const inA = answer.differences.filter(({ shareA, shareB }) => shareA > shareB);
  const shown = more === 'all' ? answer.differences : more === 'b' ? inB : inA;
  const nothing = nothingWords(answer, words);
  const hrefOf = (side: 'a' | 'b', difference: SetDifference | null): string =>
    searchHref(values, answer[side], difference);
  return (
    <>
      <div className="flex min-h-11 flex-wrap items-center gap-x-5 gap-y-2 border-line border-b px-4 py-1.5 text-sm">
        {(['a', 'b'] as const).map((side) => (
          <SetFact
            key={side}
            side={side}
            size={answer[side].size}
            name={words[side]}
            href={hrefOf(side, null)}
          />
        ))}
        <SegmentedControl
          label="In which set it is more frequent"
          value={more}
          onValueChange={setMore}
          segments={[
            { value: 'b', label: `More in ${words.b}: ${inB.length}` },
            { value: 'a', label: `More in ${words.a}: ${inA.length}` },
            { value: 'all', label: 'All' },
          ]}
        />
        <p className="ml-auto text-text-3 text-xs">{saidOf(answer)}</p>
      </div>
      {answer.warnings.map(({ message }) => (
        <p key={message} className="border-line border-b px-4 py-1.5 text-degraded text-xs">
          {message}
        </p>
      ))}
      {nothing === null ? (
        <SetsTable answer={answer} differences={shown} words={words} hrefOf={hrefOf} />
      ) : (
        <p className="p-6 text-center text-sm text-text-2">{nothing}</p>
      )}
    </>
  );
}

interface SetFactProps {
  readonly side: 'a' | 'b';
  readonly size: number;
  readonly name: string;
  readonly href: string;
}

function SetFact({ side, size, name, href }: SetFactProps) {
  const scoped = useScopedHref();
  return (
    <span className="inline-flex items-center gap-2">
      <span className="grid size-5 place-items-center rounded-tag bg-accent font-semibold text-2xs text-on-accent">
        {side.toUpperCase()}
      </span>
      <Link href={scoped(href) as Route} prefetch={false} className="link" title="Search for them">
        {size.toLocaleString('en-US')} {name}
      </Link>
    </span>
  );
}

function saidOf({ looked, both, neither, cut, features, more }: TraceSetsAnswer): string {
  const number = (count: number): string => count.toLocaleString('en-US');
  return [
    `${number(looked)} traces${cut ? ', drawn evenly over the window,' : ''} and ${number(features)} features looked at`,
    both > 0 ? `${number(both)} in both sets left out` : null,
    neither > 0 ? `${number(neither)} in neither` : null,
    more > 0 ? `${number(more)} weaker differences not listed` : null,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

function searchHref(
  values: SearchValues,
  set: TraceSetsAnswer['a'],
  difference: SetDifference | null,
): string {
  const conditions = [
    ...(set.condition === null ? [] : [set.condition]),
    ...(difference === null ? [] : [featureCondition(difference)]),
  ];
  const form = { services: values.service, operation: values.operation, q: values.q };
  const params = searchParams({ ...values, q: withConditions(form, conditions), limit: MAX_TRACES });
  params.set('from', String(set.fromSeconds));
  params.set('to', String(set.toSeconds));
  return `/traces?${params}`;
}
