/**
 * Dashboards that were changed and not saved, remembered by this browser for each user by himself, for seven days: a reload
 * or a visit to another page loses nothing.
 */
import { type Dashboard, dashboardSchema } from '@/lib/dashboards/model/dashboard';

export interface DashboardDraft {
  readonly dashboard: Dashboard;
  /** The stored version that it was made from. */
  readonly baseVersion: string | null;
  /** Unix milliseconds of the last change. */
  readonly changedAtMs: number;
}

const PREFIX = 'periplus.dashboards.draft.';
const KEPT_MS = 7 * 24 * 3600 * 1000;

function keyOf(user: string, uid: string): string {
  return `${PREFIX}${encodeURIComponent(user)}/${uid}`;
}

/** Null where there is none, one that is too old, or one of another form. */
export function readDraft(user: string, uid: string): DashboardDraft | null {
  try {
    const value: unknown = JSON.parse(window.localStorage.getItem(keyOf(user, uid)) ?? 'null');
    if (typeof value !== 'object' || value === null) return null;
    const { dashboard, baseVersion, changedAtMs } = value as Record<string, unknown>;
    const parsed = dashboardSchema.safeParse(dashboard);
    if (!parsed.success || typeof changedAtMs !== 'number' || Date.now() - changedAtMs > KEPT_MS) return null;
    return {
      dashboard: parsed.data,
      baseVersion: typeof baseVersion === 'string' ? baseVersion : null,
      changedAtMs,
    };
  } catch {
    return null;
  }
}

/** Null forgets it. False = the browser keeps nothing, so that a reload would lose the changes. */
export function writeDraft(user: string, uid: string, draft: DashboardDraft | null): boolean {
  try {
    const key = keyOf(user, uid);
    if (draft === null) window.localStorage.removeItem(key);
    else window.localStorage.setItem(key, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}
