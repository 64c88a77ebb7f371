'use client';
/**
 * Search in the trace, as every view has it: what is looked for, with the names in the trace offered while it is written;
 * how many spans hold it; the way from one to the next.
 */
import { ChevronDown, ChevronUp, Search, X } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { ExpressionInput } from '@/components/expression/expression-input';
import { DeferredLanguage, useLanguage } from '@/components/expression/use-language';
import { classNames } from '@/components/ui/class-names';
import { traceNames } from '@/lib/traces/trace-names';
import { expressionIn } from '@/lib/traces/trace-query';
import type { TraceModel } from './trace-model';
import type { TraceFocus } from './views/view-props';

/** By this name `/` finds it, whichever view is open. */
export const SEARCH_FIELD = 'trace-search';

const findLanguage = new DeferredLanguage(async () => (await import('./find-language')).traceFindLanguage);

/** Pixels of the cross, of the arrows before it, and of a digit of the count, near enough. */
const CROSS_WIDTH = 32;
const ARROWS_WIDTH = 60;
const DIGIT_WIDTH = 7;

/** What of a view's state the field shows and changes. */
export const SEARCH_PARTS = ['query', 'setQuery', 'searching', 'matches', 'selected', 'toMatch'] as const;
type SearchState = Pick<TraceFocus, (typeof SEARCH_PARTS)[number]>;

export function TraceSearchField({ model, state }: { model: TraceModel; state: SearchState }) {
  const { query, setQuery, searching } = state;
  const { trace } = model;
  const input = useRef<HTMLInputElement>(null);
  const [used, setUsed] = useState(false);
  const isExpression = expressionIn(query) !== null;
  const language = useLanguage(findLanguage, used || isExpression);
  const names = useMemo(() => (used ? traceNames(trace) : null), [used, trace]);
  const count = countText(state);
  const problem = useMemo(() => language?.problemOf(query) ?? null, [language, query]);
  return (
    <search
      className={classNames(
        'relative z-20 flex min-w-56 print:hidden',
        // An expression is longer than a word, and worth seeing whole.
        isExpression ? 'basis-[30rem]' : 'w-80',
      )}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && query === '') input.current?.blur();
      }}
    >
      <ExpressionInput
        name={SEARCH_FIELD}
        label="Search in the trace"
        placeholder="Search: service, name, key=value, where …"
        value={query}
        onValueChange={setQuery}
        language={language}
        context={names}
        problem={problem}
        input={input}
        onEnter={(back) => state.toMatch(back ? -1 : 1, input.current?.value ?? query)}
        onFocus={() => setUsed(true)}
        leading={<Search aria-hidden="true" />}
        trailingWidth={CROSS_WIDTH + (searching ? ARROWS_WIDTH + DIGIT_WIDTH * count.length : 0)}
        trailing={
          <>
            {searching && <Steps count={count} onStep={state.toMatch} />}
            {query !== '' && (
              <button type="button" aria-label="Clear" onClick={() => setQuery('')} className={STEP}>
                <X aria-hidden="true" className="size-3.5" />
              </button>
            )}
          </>
        }
      />
    </search>
  );
}

const STEP = 'grid size-6 place-items-center rounded-tag hover:bg-raised hover:text-text';

function countText({ matches, selected }: SearchState): string {
  if (matches.length === 0) return 'none';
  const at = selected === null ? -1 : matches.indexOf(selected);
  const count = matches.length.toLocaleString('en-US');
  return at < 0 ? count : `${(at + 1).toLocaleString('en-US')} of ${count}`;
}

function Steps({ count, onStep }: { count: string; onStep: (step: 1 | -1) => void }) {
  return (
    <span className="flex items-center pl-1">
      <span role="status" className="whitespace-nowrap tabular-nums">
        {count}
      </span>
      <button type="button" aria-label="Previous match" onClick={() => onStep(-1)} className={STEP}>
        <ChevronUp aria-hidden="true" className="size-3.5" />
      </button>
      <button type="button" aria-label="Next match" onClick={() => onStep(1)} className={STEP}>
        <ChevronDown aria-hidden="true" className="size-3.5" />
      </button>
    </span>
  );
}
