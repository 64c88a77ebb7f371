'use client';
/** Puts what is chosen into the texts of a dashboard: titles, words, links. */
import { useCallback } from 'react';
import { globalValues } from '@/lib/dashboards/variables/globals';
import { interpolate, type Purpose } from '@/lib/dashboards/variables/interpolate';
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
