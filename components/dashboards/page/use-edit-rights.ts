'use client';
/** Whether the reader may change a dashboard, or only a copy of it. */
import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '@/components/shell/session';
import type { DashboardAnswer } from '@/lib/dashboards/library/contract';

export interface EditRights {
  /** The dashboard itself. */
  readonly edit: boolean;
  /** Dashboards can be saved here by this reader. */
  readonly copy: boolean;
}

export function useEditRights({
  origin,
  notSavedBecause,
}: Pick<DashboardAnswer, 'origin' | 'notSavedBecause'>): EditRights {
  const { data: session } = useQuery(sessionQuery);
  const copy = session?.mayWrite === true && notSavedBecause === null;
  return { copy, edit: copy && origin === 'saved' };
}
