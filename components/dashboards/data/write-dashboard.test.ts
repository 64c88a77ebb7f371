import { QueryClient } from '@tanstack/react-query';
import { afterEach, expect, it, vi } from 'vitest';
import { newDashboard } from '@/lib/dashboards/edit/copy';
import { dashboardListQuery } from './dashboard-queries';
import { saveDashboard } from './write-dashboard';

const dashboard = newDashboard('Own', new Set());

afterEach(() => vi.unstubAllGlobals());

it('sends nothing of what there is no room for, and says what to do', async () => {
  const asked = vi.fn();
  vi.stubGlobal('fetch', asked);
  const client = new QueryClient();
  client.setQueryData(dashboardListQuery.queryKey, {
    ...{ dashboards: [], unreadable: [], notSavedBecause: null },
    limit: { bytes: 200, hint: 'Split it.' },
  });
  await expect(saveDashboard(client, dashboard, null)).rejects.toMatchObject({
    code: 'too-large',
    message: expect.stringContaining('there is room for 0 kB at most'),
    hint: 'Split it.',
  });
  expect(asked).not.toHaveBeenCalled();
});
