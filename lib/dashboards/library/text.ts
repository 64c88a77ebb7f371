/** How a dashboard is written where it is kept, and what its version is. */
import { createHash } from 'node:crypto';
import { importDashboard } from '@/lib/dashboards/grafana/import';
import type { Dashboard } from '@/lib/dashboards/model/dashboard';
import { type DashboardLimit, dashboardTooLarge, textBytes } from '@/lib/dashboards/model/size';
import { Fault } from '@/lib/mesh/fault';
import type { KeptDashboard } from './port';

export function dashboardText(dashboard: Dashboard): string {
  return `${JSON.stringify(dashboard, null, 2)}\n`;
}

/** As it is kept: to be read by people where it fits, else without spaces. Throws `too-large`. */
export function fittingText(dashboard: Dashboard, limit: DashboardLimit): string {
  const text = dashboardText(dashboard);
  if (textBytes(text) <= limit.bytes) return text;
  const dense = JSON.stringify(dashboard);
  const bytes = textBytes(dense);
  if (bytes <= limit.bytes) return dense;
  throw dashboardTooLarge(bytes, limit);
}

export function textVersion(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

export type ReadDashboard = { readonly kept: KeptDashboard } | { readonly message: string };

/** Our own form or Grafana's; what is neither, as a sentence. */
export function readDashboardText(text: string): ReadDashboard {
  try {
    const { dashboard, notes } = importDashboard(text);
    return { kept: { dashboard, version: textVersion(text), notes } };
  } catch (error) {
    if (error instanceof Fault) return { message: error.message };
    throw error;
  }
}

/** Throws `conflict` unless what is kept is what the writer had before. */
export function assertVersion(uid: string, kept: KeptDashboard | null, baseVersion: string | null): void {
  if ((kept?.version ?? null) === baseVersion) return;
  throw dashboardConflict(uid, kept !== null && baseVersion === null);
}

/** `exists`: it was to be created. */
export function dashboardConflict(uid: string, exists = false): Fault {
  if (exists) {
    return new Fault('conflict', `There is a dashboard "${uid}" already.`, {
      hint: 'Save it under another name, or open that one and change it.',
    });
  }
  return new Fault('conflict', `The dashboard "${uid}" was changed by somebody else.`, {
    hint: 'Compare both and choose which to keep.',
  });
}
