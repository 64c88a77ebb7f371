/** Saving and removing dashboards; what the page knows of them is asked again. */
import type { QueryClient } from '@tanstack/react-query';
import { fetchAnswer, nothing } from '@/components/shell/fetch-answer';
import type { DashboardAnswer } from '@/lib/dashboards/library/contract';
import type { Dashboard } from '@/lib/dashboards/model/dashboard';
import { answerContract, dashboardListQuery, dashboardQuery } from './dashboard-queries';

const versionsContract = async () =>
  (await import('@/lib/dashboards/library/contract')).dashboardVersionsSchema;
const atVersionContract = async () =>
  (await import('@/lib/dashboards/library/contract')).dashboardAtVersionSchema;

function pathOf(uid: string): string {
  return `/api/dashboards/${encodeURIComponent(uid)}`;
}

/** `baseVersion` null creates. Throws `AnswerProblem`, `conflict` where somebody else was faster. */
export async function saveDashboard(
  client: QueryClient,
  dashboard: Dashboard,
  baseVersion: string | null,
): Promise<DashboardAnswer> {
  const saved = await fetchAnswer(pathOf(dashboard.uid), answerContract, {
    method: 'PUT',
    body: { dashboard, baseVersion },
  });
  client.setQueryData(dashboardQuery(dashboard.uid).queryKey, saved);
  void client.invalidateQueries({ queryKey: dashboardListQuery.queryKey, exact: true });
  void client.invalidateQueries({ queryKey: versionsQuery(dashboard.uid).queryKey });
  return saved;
}

/** Throws `AnswerProblem`. */
export async function removeDashboard(client: QueryClient, uid: string, version: string): Promise<void> {
  await fetchAnswer(`${pathOf(uid)}?${new URLSearchParams({ version })}`, nothing, { method: 'DELETE' });
  client.removeQueries({ queryKey: dashboardQuery(uid).queryKey });
  await client.invalidateQueries({ queryKey: dashboardListQuery.queryKey, exact: true });
}

export const versionsQuery = (uid: string) => ({
  queryKey: ['dashboard-versions', uid],
  queryFn: async ({ signal }: { readonly signal: AbortSignal }) =>
    (await fetchAnswer(`${pathOf(uid)}/versions`, versionsContract, { signal })).versions,
  staleTime: 0,
});

export const atVersionQuery = (uid: string, version: string) => ({
  queryKey: ['dashboard-versions', uid, version],
  queryFn: async ({ signal }: { readonly signal: AbortSignal }) =>
    (
      await fetchAnswer(`${pathOf(uid)}/versions/${encodeURIComponent(version)}`, atVersionContract, {
        signal,
      })
    ).dashboard,
  // A version never changes.
  staleTime: Number.POSITIVE_INFINITY,
});
