'use client';
/** What the expressions of find and hide say: what is wrong with them, what they need, and what they match. */
import { useDeferredValue, useMemo, useRef } from 'react';
import type { GraphView } from '@/components/graph/view-state';
import type { Problem } from '@/lib/expression/problem';
import type { Comparison } from '@/lib/graph/compare/change';
import type { GraphAnswer } from '@/lib/graph/contract';
import { type FindContext, type FoundAlerts, type Needs, NO_NEEDS } from '@/lib/graph/find/language';
import type { Expression } from '@/lib/graph/find/syntax';
import type { GraphMatches } from '@/lib/graph/matches';
import type { FindLanguage } from './find-language';
import { useFindLanguage } from './use-find-language';

export interface Reading {
  readonly text: string;
  /** Null: nothing is written, it has a problem, or the language is not there yet. */
  readonly expression: Expression | null;
  readonly problem: Problem | null;
}

export interface Expressions {
  readonly language: FindLanguage | null;
  readonly find: Reading;
  readonly hide: Reading;
  readonly needs: Needs;
}

export function useExpressions(view: Pick<GraphView, 'find' | 'hide'>): Expressions {
  const language = useFindLanguage(view.find.trim() !== '' || view.hide.trim() !== '');
  const find = useMemo(() => readingOf(language, view.find), [language, view.find]);
  const hide = useMemo(() => readingOf(language, view.hide), [language, view.hide]);
  const needs = useNeeds(language, find, hide);
  return useMemo(() => ({ language, find, hide, needs }), [language, find, hide, needs]);
}

export function readingOf(language: FindLanguage | null, text: string): Reading {
  const parsed = language?.parse(text);
  return {
    text,
    expression: parsed?.kind === 'expression' ? parsed.expression : null,
    problem: parsed?.kind === 'problem' ? parsed.problem : null,
  };
}

/** While a text is being typed and cannot be read, its last needs stay: nothing is asked anew for half a word. */
function useNeeds(language: FindLanguage | null, find: Reading, hide: Reading): Needs {
  const last = useRef<Needs>(NO_NEEDS);
  return useMemo(() => {
    if (language === null || find.problem !== null || hide.problem !== null) return last.current;
    const own = [find, hide].flatMap(({ expression }) =>
      expression === null ? [] : language.needsOf(expression),
    );
    const needs = own.reduce(language.bothNeeds, NO_NEEDS);
    // The same needs are the same object, so that nothing that depends on them is done again.
    if (JSON.stringify(needs) !== JSON.stringify(last.current)) last.current = needs;
    return last.current;
  }, [language, find, hide]);
}

export interface Found {
  /** For completion too; null before the language and an answer are there. */
  readonly context: FindContext | null;
  readonly find: GraphMatches | null;
  readonly hide: GraphMatches | null;
}

export function useFound(
  { language, find, hide }: Expressions,
  answer: GraphAnswer | undefined,
  comparison: Pick<Comparison, 'nodes' | 'edges'> | null,
  slowFromMs: number,
  alerts: FoundAlerts,
): Found {
  const context = useMemo(
    () =>
      language === null || answer === undefined
        ? null
        : language.context(answer, { comparison, slowFromMs, alerts }),
    [language, answer, comparison, slowFromMs, alerts],
  );
  // Typing is never held up by looking through a large graph.
  const wanted = useDeferredValue(find.expression);
  const found = useMemo(() => matchesOf(language, wanted, context), [language, wanted, context]);
  const hidden = useMemo(
    () => matchesOf(language, hide.expression, context),
    [language, hide.expression, context],
  );
  return useMemo(() => ({ context, find: found, hide: hidden }), [context, found, hidden]);
}

function matchesOf(
  language: FindLanguage | null,
  expression: Expression | null,
  context: FindContext | null,
): GraphMatches | null {
  if (language === null || expression === null || context === null) return null;
  return language.evaluate(expression, context);
}
