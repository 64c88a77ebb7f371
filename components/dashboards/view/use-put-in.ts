'use client';
/** Puts what is chosen into the texts of a dashboard: titles, words, links. */
import { useCallback } from 'react';
import { globalValues } from '@/lib/dashboards/variables/globals';
import { interpolate, type Purpose, referencesIn } from '@/lib/dashboards/variables/interpolate';
import { useDashboard } from './dashboard-context';

export function usePutIn(): (text: string, purpose?: Purpose) => string {
  const { plan } = useDashboard();
  return useCallback(
    (text, purpose = 'text') => {
      const steps = { stepMs: 15_000, rateIntervalMs: 60_000 };
      const globals = globalValues({ ...plan.window, steps, dashboard: plan.dashboard });
      return interpolate(text, { variables: plan.chosen, globals, zone: plan.zone }, purpose);
    },
    [plan],
  );
}

/** Variables of the dashboard that these texts name and that have no value yet: what they fill in is not asked before. */
export function useWaitingFor(...texts: readonly string[]): readonly string[] {
  const { variables, chosen } = useDashboard().plan;
  const named = new Set(texts.flatMap((text) => [...referencesIn(text)]));
  return variables.flatMap(({ name }) => (named.has(name) && !chosen.has(name) ? [name] : []));
}
