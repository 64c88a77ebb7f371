'use client';
/** The variables of a dashboard: asked one after the other as they depend on each other, chosen by the address. */
import { useQueries, useQueryClient } from '@tanstack/react-query';
import { parseAsNativeArrayOf, parseAsString, useQueryStates } from 'nuqs';
import { useCallback, useMemo, useRef } from 'react';
import type { Dashboard } from '@/lib/dashboards/model/dashboard';
import type { QueryVariable } from '@/lib/dashboards/model/variable';
import type { Window } from '@/lib/dashboards/plan/panel-window';
import type { VariableQuestion } from '@/lib/dashboards/variables/question';
import { lookupQuery } from './lookup';
import { type LookupState, type ResolvedVariable, resolveVariables } from './resolve-variables';

export interface Variables {
  readonly resolved: readonly ResolvedVariable[];
  /** Empty: back to what the dashboard says. */
  readonly choose: (name: string, values: readonly string[]) => void;
}

const MINUTE = 60_000;

export function useVariables(dashboard: Dashboard, window: Window, zone: string): Variables {
  const client = useQueryClient();
  const [fields, choose] = useVariableFields(dashboard);
  const { lookup, questions } = useLookups(window);
  const resolved = resolveVariables(dashboard.variables, { window, zone, dashboard, asked: fields, lookup });
  // A render for each answer that arrives: the next variables can be asked then.
  useQueries({ queries: questions.map(([question, at]) => lookupQuery(question, at, client)) });
  return { resolved: useStable(resolved), choose };
}

function useVariableFields(dashboard: Dashboard) {
  const names = dashboard.variables.map(({ name }) => name).join(' ');
  const parsers = useMemo(
    () =>
      Object.fromEntries(
        names
          .split(' ')
          .filter((name) => name !== '')
          .map((name) => [`var-${name}`, parseAsNativeArrayOf(parseAsString).withDefault([])]),
      ),
    [names],
  );
  const [fields, write] = useQueryStates(parsers, { history: 'push' });
  const asked = useMemo(
    () =>
      new Map(
        // A variable that was just added or renamed has no value at its first render, whatever its type says.
        Object.entries<readonly string[] | null>(fields).flatMap(([key, values]) =>
          values === null || values.length === 0 ? [] : [[key.slice(4), values] as const],
        ),
      ),
    [fields],
  );
  const choose = useCallback(
    (name: string, values: readonly string[]) => {
      void write({ [`var-${name}`]: values.length === 0 ? null : [...values] });
    },
    [write],
  );
  return [asked, choose] as const;
}

/** Answers from the cache; what is asked on the way is collected in `questions`. */
function useLookups(window: Window) {
  const client = useQueryClient();
  const first = useRef(window);
  const former = useRef(new Map<string, readonly string[]>());
  const questions: [VariableQuestion, Window][] = [];
  const lookup = (question: VariableQuestion, refresh: QueryVariable['refresh']): LookupState => {
    const { fromMs, toMs } = refresh === 'time' ? window : first.current;
    // The clock alone asks no new question within a minute.
    const at = { fromMs: Math.floor(fromMs / MINUTE) * MINUTE, toMs: Math.ceil(toMs / MINUTE) * MINUTE };
    questions.push([question, at]);
    const name = JSON.stringify(question);
    const state = client.getQueryState<readonly string[]>(lookupQuery(question, at, client).queryKey);
    if (state?.data !== undefined) former.current.set(name, state.data);
    if (state?.status === 'error')
      return state.error instanceof Error ? state.error : new Error('It failed.');
    return state?.data ?? former.current.get(name) ?? 'pending';
  };
  return { lookup, questions };
}

/** The same value while nothing in it changed: every panel is planned anew otherwise. */
function useStable(resolved: readonly ResolvedVariable[]): readonly ResolvedVariable[] {
  const kept = useRef(resolved);
  if (JSON.stringify(kept.current) !== JSON.stringify(resolved)) kept.current = resolved;
  return kept.current;
}
