/** A dashboard as a file, in our own form or in Grafana's classic one. */
import { saveFile } from '@/components/graph/export/save-file';
import type { Dashboard } from '@/lib/dashboards/model/dashboard';

export async function downloadDashboard(dashboard: Dashboard, form: 'ours' | 'grafana'): Promise<void> {
  const value =
    form === 'ours'
      ? dashboard
      : (await import('@/lib/dashboards/grafana/export')).exportDashboard(dashboard).json;
  const name = form === 'ours' ? `${dashboard.uid}.json` : `${dashboard.uid}.grafana.json`;
  saveFile(name, new Blob([`${JSON.stringify(value, null, 2)}\n`], { type: 'application/json' }));
}
