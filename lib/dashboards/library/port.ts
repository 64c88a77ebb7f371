/** Where dashboards are kept that do not come with the console. */
import type { ImportNote } from '@/lib/dashboards/grafana/report';
import type { Dashboard } from '@/lib/dashboards/model/dashboard';
import type { DashboardLimit } from '@/lib/dashboards/model/size';

export interface KeptDashboard {
  readonly dashboard: Dashboard;
  /** Changes with its text. */
  readonly version: string;
  /** Of a file in Grafana's form. */
  readonly notes: readonly ImportNote[];
}

export interface KeptDashboards {
  readonly dashboards: readonly KeptDashboard[];
  readonly unreadable: readonly { readonly file: string; readonly message: string }[];
}

/** One state that a dashboard was saved in. */
export interface DashboardVersion {
  readonly version: string;
  /** Unix milliseconds. */
  readonly savedAtMs: number;
  /** Who saved it; empty where nobody knows. */
  readonly by: string;
}

export interface DashboardReader {
  list(signal?: AbortSignal): Promise<KeptDashboards>;
  /** Null where there is none of that uid. */
  get(uid: string, signal?: AbortSignal): Promise<KeptDashboard | null>;
}

/**
 * Keeps dashboards with the states they were saved in before. Those outlive the dashboard, so that what was removed
 * can be brought back.
 */
export interface DashboardStore extends DashboardReader {
  readonly limit: DashboardLimit;
  /**
   * `baseVersion` null creates; `by` is who asks for it. Throws `conflict` where the stored version differs, `too-large`,
   * `read-only`.
   */
  save(dashboard: Dashboard, baseVersion: string | null, by: string): Promise<KeptDashboard>;
  /** Throws `not-found`, `conflict`, `read-only`. */
  remove(uid: string, version: string): Promise<void>;
  /** The newest first; the oldest are forgotten after a while. */
  versions(uid: string, signal?: AbortSignal): Promise<readonly DashboardVersion[]>;
  /** Null where that state is not kept. */
  atVersion(uid: string, version: string, signal?: AbortSignal): Promise<Dashboard | null>;
}

export interface DashboardStores {
  /** Read-only, the first that has a uid goes before the others. */
  readonly provisioned: readonly DashboardReader[];
  readonly saved: DashboardStore | null;
  /** Why nothing can be saved; null = it can. */
  readonly notSavedBecause: string | null;
}
