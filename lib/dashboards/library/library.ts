/** All dashboards together: a saved one goes before a provisioned one of the same uid, that before a built-in one. */
import { BUILT_IN, builtIn } from '@/lib/dashboards/built-in/built-in';
import { type Dashboard, panelsOf } from '@/lib/dashboards/model/dashboard';
import { Fault } from '@/lib/mesh/fault';
import type {
  DashboardAnswer,
  DashboardEntry,
  DashboardList,
  DashboardOrigin,
  DashboardVersions,
} from './contract';
import type { DashboardStore, DashboardStores } from './port';

export async function dashboardList(stores: DashboardStores, signal?: AbortSignal): Promise<DashboardList> {
  const [saved, ...provisioned] = await Promise.all([
    stores.saved?.list(signal),
    ...stores.provisioned.map((reader) => reader.list(signal)),
  ]);
  const byUid = new Map<string, DashboardEntry>();
  for (const dashboard of BUILT_IN) byUid.set(dashboard.uid, entryOf(dashboard, 'built-in'));
  for (const { dashboard } of provisioned.toReversed().flatMap(({ dashboards }) => dashboards)) {
    byUid.set(dashboard.uid, entryOf(dashboard, 'provisioned'));
  }
  for (const { dashboard } of saved?.dashboards ?? []) byUid.set(dashboard.uid, entryOf(dashboard, 'saved'));
  return {
    dashboards: [...byUid.values()],
    unreadable: [...provisioned.flatMap(({ unreadable }) => unreadable), ...(saved?.unreadable ?? [])],
    notSavedBecause: stores.notSavedBecause,
    limit: stores.saved?.limit ?? null,
  };
}

function entryOf(dashboard: Dashboard, origin: DashboardOrigin): DashboardEntry {
  const { uid, title, description, tags } = dashboard;
  return { uid, title, description, tags, origin, panels: panelsOf(dashboard).length };
}

/** Throws `not-found`. */
export async function loadDashboard(
  stores: DashboardStores,
  uid: string,
  signal?: AbortSignal,
): Promise<DashboardAnswer> {
  const here = { notSavedBecause: stores.notSavedBecause, limit: stores.saved?.limit ?? null };
  const saved = await stores.saved?.get(uid, signal);
  if (saved != null) return { ...saved, origin: 'saved', notes: [...saved.notes], ...here };
  for (const reader of stores.provisioned) {
    const provisioned = await reader.get(uid, signal);
    if (provisioned !== null) {
      return { ...provisioned, version: null, origin: 'provisioned', notes: [...provisioned.notes], ...here };
    }
  }
  const dashboard = builtIn(uid);
  if (dashboard !== null) return { dashboard, origin: 'built-in', version: null, notes: [], ...here };
  throw new Fault('not-found', `There is no dashboard "${uid}".`, {
    hint: 'It may have been removed; the list has all there are.',
  });
}

export interface DashboardSave {
  readonly dashboard: Dashboard;
  /** null creates. */
  readonly baseVersion: string | null;
  /** Who asks for it. */
  readonly by: string;
}

/** Throws `read-only` where nothing is saved, `conflict` for another version, `bad-request` for another uid. */
export async function saveDashboard(
  stores: DashboardStores,
  uid: string,
  { dashboard, baseVersion, by }: DashboardSave,
): Promise<DashboardAnswer> {
  if (dashboard.uid !== uid) {
    throw new Fault('bad-request', `The dashboard calls itself "${dashboard.uid}", not "${uid}".`);
  }
  const store = writable(stores);
  const saved = await store.save(dashboard, baseVersion, by);
  return {
    ...saved,
    origin: 'saved',
    notes: [...saved.notes],
    notSavedBecause: null,
    limit: store.limit,
  };
}

/** Throws as `saveDashboard`, and `not-found`. */
export function removeDashboard(stores: DashboardStores, uid: string, version: string): Promise<void> {
  return writable(stores).remove(uid, version);
}

/** The states that a saved dashboard had, the newest first; none where nothing is saved. */
export async function dashboardVersions(
  { saved }: DashboardStores,
  uid: string,
  signal?: AbortSignal,
): Promise<DashboardVersions> {
  return { versions: [...((await saved?.versions(uid, signal)) ?? [])] };
}

/** Throws `not-found`. */
export async function dashboardAtVersion(
  { saved }: DashboardStores,
  { uid, version }: { readonly uid: string; readonly version: string },
  signal?: AbortSignal,
): Promise<Dashboard> {
  const dashboard = await saved?.atVersion(uid, version, signal);
  if (dashboard != null) return dashboard;
  throw new Fault('not-found', `The dashboard "${uid}" is not kept in the version ${version}.`, {
    hint: 'Only the last versions are kept; open the list again.',
  });
}

function writable({ saved, notSavedBecause }: DashboardStores): DashboardStore {
  if (saved === null || notSavedBecause !== null) {
    throw new Fault('read-only', notSavedBecause ?? 'Dashboards are not saved here.');
  }
  return saved;
}
