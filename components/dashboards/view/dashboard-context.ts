'use client';
/** What every panel of a dashboard knows: the window, what is chosen, and how to move either. */
import { createContext, useContext } from 'react';
import type { ResolvedVariable } from '@/components/dashboards/variables/resolve-variables';
import type { Dashboard } from '@/lib/dashboards/model/dashboard';
import type { PlanContext } from '@/lib/dashboards/plan/plan-panel';
import type { Chosen } from '@/lib/dashboards/variables/interpolate';
import type { ChartMarks } from './marks';
import type { RawFrames } from './raw-frames';

export interface DashboardView {
  readonly dashboard: Dashboard;
  /** All of a panel's plan but its width. */
  readonly plan: Omit<PlanContext, 'width'>;
  readonly variables: readonly ResolvedVariable[];
  /** Marks over the charts: changes, rollouts, alerts. */
  readonly marks: ChartMarks;
  /** Looks at this span; Unix milliseconds. */
  readonly zoom: (fromMs: number, toMs: number) => void;
  /** The panel that is alone on the page; null = all are shown. */
  readonly alone: number | null;
  /** Shows one panel alone; null = all of them. */
  readonly open: (panelId: number | null) => void;
  readonly inspect: (panelId: number | null) => void;
  /** The dashboard is being changed: panels have other controls in place of their menus. */
  readonly isEdited?: boolean;
  /** Where panels leave what their queries answered, for the editor. */
  readonly rawFrames?: RawFrames;
}

const DashboardContext = createContext<DashboardView | null>(null);
export const DashboardProvider = DashboardContext.Provider;

export function useDashboard(): DashboardView {
  const view = useContext(DashboardContext);
  if (view === null) throw new Error('A panel stands on a dashboard.');
  return view;
}

/** The same with more chosen: a panel that is repeated for a value. */
export function withChosen(view: DashboardView, name: string, chosen: Chosen): DashboardView {
  return { ...view, plan: { ...view.plan, chosen: new Map([...view.plan.chosen, [name, chosen]]) } };
}
