/** A dashboard as the text that is shown, compared and typed. */
import { type Dashboard, dashboardSchema } from '@/lib/dashboards/model/dashboard';

/** With its keys in the order of the schema, as it is stored: no change of order is shown as a difference. */
export function dashboardText(dashboard: Dashboard): string {
  const parsed = dashboardSchema.safeParse(dashboard);
  return JSON.stringify(parsed.success ? parsed.data : dashboard, null, 2);
}
