/** Where dashboards are kept that do not come with the console. */
import type { ImportNote } from '@/lib/dashboards/grafana/report';
import type { Dashboard } from '@/lib/dashboards/model/dashboard';

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

export interface DashboardFolder {
  list(signal?: AbortSignal): Promise<KeptDashboards>;
  /** Null where there is none of that uid. */
  get(uid: string, signal?: AbortSignal): Promise<KeptDashboard | null>;
  /** `baseVersion` null creates. Throws `conflict` where the stored version differs, `too-large`, `read-only`. */
  save(dashboard: Dashboard, baseVersion: string | null): Promise<KeptDashboard>;
  /** Throws `not-found`, `conflict`, `read-only`. */
  remove(uid: string, version: string): Promise<void>;
}

export interface DashboardFolders {
  /** Read-only; null = none is set. */
  readonly provisioned: DashboardFolder | null;
  readonly saved: DashboardFolder | null;
  /** Why nothing can be saved; null = it can. */
  readonly notSavedBecause: string | null;
}
