/** Saving and removing dashboards; what the page knows of them is asked again. */
import type { QueryClient } from '@tanstack/react-query';
import { AnswerProblem } from '@/components/shell/answer-problem';
import { fetchAnswer, nothing } from '@/components/shell/fetch-answer';
import type { DashboardAnswer, DashboardList } from '@/lib/dashboards/library/contract';
import type { Dashboard } from '@/lib/dashboards/model/dashboard';
import { type DashboardLimit, tooLargeFor } from '@/lib/dashboards/model/size';
import { answerContract, dashboardListQuery, dashboardQuery } from './dashboard-queries';

const versionsContract = async () =>
  (await import('@/lib/dashboards/library/contract')).dashboardVersionsSchema;
const atVersionContract = async () =>
  (await import('@/lib/dashboards/library/contract')).dashboardAtVersionSchema;

/** The list and every dashboard tell of it; null = none has been asked for, or nothing is saved here. */
function knownLimit(client: QueryClient): DashboardLimit | null {
  const answers = client.getQueriesData<DashboardAnswer | DashboardList>({
    queryKey: dashboardListQuery.queryKey,
  });
  return answers.map(([, answer]) => answer?.limit).find((limit) => limit != null) ?? null;
}

function pathOf(uid: string): string {
  return `/api/dashboards/${encodeURIComponent(uid)}`;
}

/**
 * `baseVersion` null creates. Throws `AnswerProblem`: `conflict` where somebody else was faster, `too-large` for what
 * there is no room for, before anything is sent.
 */
export async function saveDashboard(
  client: QueryClient,
  dashboard: Dashboard,
  baseVersion: string | null,
): Promise<DashboardAnswer> {
  const limit = knownLimit(client);
  const tooLarge = limit === null ? null : tooLargeFor(dashboard, limit);
  if (tooLarge !== null) {
    const { code, message, hint } = tooLarge;
    throw new AnswerProblem({ status: 0, code, message, hint });
  }
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
