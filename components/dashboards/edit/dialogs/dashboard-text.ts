/** A dashboard as the text that is shown, compared and typed. */
import type { Dashboard } from '@/lib/dashboards/model/dashboard';

export function dashboardText(dashboard: Dashboard): string {
  return JSON.stringify(dashboard, null, 2);
}
