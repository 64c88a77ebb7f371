'use client';
/** Puts together what the panels of a dashboard know. */
import { parseAsInteger, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useCallback, useMemo } from 'react';
import { useVariables, type Variables } from '@/components/dashboards/variables/use-variables';
import type { DashboardView } from '@/components/dashboards/view/dashboard-context';
import { movesWithClock, type TimeState, useTimeState } from '@/components/dashboards/view/time-state';
import { useScope } from '@/components/shell/scope';
import { useSettings } from '@/components/shell/settings';
import { useTimeZone } from '@/components/shell/time-zone';
import type { Dashboard } from '@/lib/dashboards/model/dashboard';
import { timeRange } from '@/lib/dashboards/time/date-math';
import { zoneName } from '@/lib/dashboards/time/zone';
import { rememberRange } from './recent-ranges';
import { useClock } from './use-clock';
import { useMarks } from './use-marks';

const parsers = {
  panel: parseAsInteger,
  inspect: parseAsInteger,
  kiosk: parseAsStringLiteral(['on']),
};

const HOUR = 3_600_000;

export interface PageView {
  readonly view: DashboardView;
  readonly variables: Variables;
  readonly timeState: TimeState;
  readonly zone: string;
  /** The time of the address is none; the last hour is shown. */
  readonly isTimeBroken: boolean;
  readonly inspected: number | null;
  readonly kiosk: boolean;
  readonly setKiosk: (on: boolean) => void;
  readonly nowMs: number;
}

export function useView(dashboard: Dashboard): PageView {
  const [clockChoice] = useTimeZone();
  const own =
    dashboard.timeZone === 'browser' ? (clockChoice === 'utc' ? 'utc' : 'browser') : dashboard.timeZone;
  const zone = zoneName(own);
  const timeState = useTimeState(dashboard.time);
  const { time, set } = timeState;
  const { refreshSeconds } = useScope();
  const moves = movesWithClock(time);
  const { atMs } = useClock(dashboard.uid, moves && refreshSeconds !== null ? refreshSeconds * 1000 : false);
  const nowMs = atMs === 0 ? Math.floor(Date.now() / 1000) * 1000 : atMs;
  const range = useMemo(() => timeRange(time, { nowMs, zone }), [time, nowMs, zone]);
  const fromMs = range?.fromMs ?? nowMs - HOUR;
  const toMs = range?.toMs ?? nowMs;
  const window = useMemo(() => ({ fromMs, toMs }), [fromMs, toMs]);
  const variables = useVariables(dashboard, window, zone);
  const { scrapeIntervalSeconds } = useSettings();
  const { resolved } = variables;
  const plan = useMemo(
    () => ({
      window,
      dashboard: { uid: dashboard.uid, title: dashboard.title },
      variables: resolved.map(({ variable }) => variable),
      chosen: new Map(
        resolved.flatMap(({ variable: { name }, chosen }) => (chosen === null ? [] : [[name, chosen]])),
      ),
      zone,
      scrapeMs: scrapeIntervalSeconds * 1000,
    }),
    [window, dashboard.uid, dashboard.title, resolved, zone, scrapeIntervalSeconds],
  );
  const marks = useMarks(dashboard, plan);
  const [{ panel: alone, inspect: inspected, kiosk }, write] = useQueryStates(parsers, { history: 'push' });
  const zoom = useCallback(
    (from: number, to: number) => {
      const next = { from: String(from), to: String(to) };
      rememberRange(next);
      set(next);
    },
    [set],
  );
  const open = useCallback((panel: number | null) => void write({ panel }), [write]);
  const inspect = useCallback((panel: number | null) => void write({ inspect: panel }), [write]);
  const view = useMemo(
    () => ({ dashboard, plan, variables: resolved, marks, zoom, open, inspect, alone }),
    [dashboard, plan, resolved, marks, zoom, open, inspect, alone],
  );
  const setKiosk = (on: boolean) => void write({ kiosk: on ? 'on' : null });
  return {
    view,
    variables,
    timeState,
    zone,
    isTimeBroken: range === null,
    inspected,
    kiosk: kiosk === 'on',
    setKiosk,
    nowMs,
  };
}
