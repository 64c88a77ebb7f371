/** Which folders dashboards come from and go to, by the settings. */
import 'server-only';
import path from 'node:path';
import type { DashboardStores } from '@/lib/dashboards/library/port';
import { type Environment, environment } from '@/lib/environment';
import { createDashboardFolder } from '@/lib/manifests/dashboard-folder';
import { processWide } from '@/lib/process-wide';

/** Inside the folder of configuration, hidden, so that it is not taken for manifests. */
const SAVED_FOLDER = '.periplus-dashboards';

export function dashboardStores(): DashboardStores {
  return processWide('dashboard-folders', () => foldersOf(environment()));
}

function foldersOf({
  dashboardsFolder,
  configFolder,
  readOnly,
}: Pick<Environment, 'dashboardsFolder' | 'configFolder' | 'readOnly'>): DashboardStores {
  return {
    provisioned: dashboardsFolder === null ? [] : [createDashboardFolder(dashboardsFolder)],
    saved: configFolder === null ? null : createDashboardFolder(path.join(configFolder, SAVED_FOLDER)),
    notSavedBecause: whyNotSaved(configFolder, readOnly),
  };
}

function whyNotSaved(configFolder: string | null, readOnly: boolean): string | null {
  if (readOnly) return 'This console is read-only (PERIPLUS_READ_ONLY).';
  if (configFolder === null) {
    return 'Dashboards are saved beside a folder of configuration (PERIPLUS_CONFIG_FOLDER), and none is set. Give files in PERIPLUS_DASHBOARDS_FOLDER instead.';
  }
  return null;
}
