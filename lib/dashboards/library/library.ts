/** All dashboards together: a saved one goes before a provisioned one of the same uid, that before a built-in one. */
import { BUILT_IN, builtIn } from '@/lib/dashboards/built-in/built-in';
import { type Dashboard, panelsOf } from '@/lib/dashboards/model/dashboard';
import { Fault } from '@/lib/mesh/fault';
import type { DashboardAnswer, DashboardEntry, DashboardList, DashboardOrigin } from './contract';
import type { DashboardFolder, DashboardFolders } from './port';

export async function dashboardList(folders: DashboardFolders, signal?: AbortSignal): Promise<DashboardList> {
  const [provisioned, saved] = await Promise.all([
    folders.provisioned?.list(signal),
    folders.saved?.list(signal),
  ]);
  const byUid = new Map<string, DashboardEntry>();
  for (const dashboard of BUILT_IN) byUid.set(dashboard.uid, entryOf(dashboard, 'built-in'));
  for (const { dashboard } of provisioned?.dashboards ?? []) {
    byUid.set(dashboard.uid, entryOf(dashboard, 'provisioned'));
  }
  for (const { dashboard } of saved?.dashboards ?? []) byUid.set(dashboard.uid, entryOf(dashboard, 'saved'));
  return {
    dashboards: [...byUid.values()],
    unreadable: [...(provisioned?.unreadable ?? []), ...(saved?.unreadable ?? [])],
    notSavedBecause: folders.notSavedBecause,
  };
}

function entryOf(dashboard: Dashboard, origin: DashboardOrigin): DashboardEntry {
  const { uid, title, description, tags } = dashboard;
  return { uid, title, description, tags, origin, panels: panelsOf(dashboard).length };
}

/** Throws `not-found`. */
export async function loadDashboard(
  folders: DashboardFolders,
  uid: string,
  signal?: AbortSignal,
): Promise<DashboardAnswer> {
  const saved = await folders.saved?.get(uid, signal);
  if (saved != null) return { ...saved, origin: 'saved', notes: [...saved.notes] };
  const provisioned = await folders.provisioned?.get(uid, signal);
  if (provisioned != null) {
    return { ...provisioned, version: null, origin: 'provisioned', notes: [...provisioned.notes] };
  }
  const dashboard = builtIn(uid);
  if (dashboard !== null) return { dashboard, origin: 'built-in', version: null, notes: [] };
  throw new Fault('not-found', `There is no dashboard "${uid}".`, {
    hint: 'It may have been removed; the list has all there are.',
  });
}

/** Throws `read-only` where nothing is saved, `conflict` for another version, `bad-request` for another uid. */
export async function saveDashboard(
  folders: DashboardFolders,
  uid: string,
  { dashboard, baseVersion }: { readonly dashboard: Dashboard; readonly baseVersion: string | null },
): Promise<DashboardAnswer> {
  if (dashboard.uid !== uid) {
    throw new Fault('bad-request', `The dashboard calls itself "${dashboard.uid}", not "${uid}".`);
  }
  const saved = await writable(folders).save(dashboard, baseVersion);
  return { ...saved, origin: 'saved', notes: [...saved.notes] };
}

/** Throws as `saveDashboard`, and `not-found`. */
export function removeDashboard(folders: DashboardFolders, uid: string, version: string): Promise<void> {
  return writable(folders).remove(uid, version);
}

function writable({ saved, notSavedBecause }: DashboardFolders): DashboardFolder {
  if (saved === null || notSavedBecause !== null) {
    throw new Fault('read-only', notSavedBecause ?? 'Dashboards are not saved here.');
  }
  return saved;
}
