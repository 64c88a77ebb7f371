/** Where dashboards come from and go to, by the settings: folders, or ConfigMaps by the rights of whoever asks. */
import 'server-only';
import path from 'node:path';
import type { Identity } from '@/lib/access/identity';
import type { DashboardReader, DashboardStores } from '@/lib/dashboards/library/port';
import { type Environment, environment } from '@/lib/environment';
import { dashboardMaps, grafanaMaps } from '@/lib/kubernetes/dashboard-maps';
import { createDashboardFolder } from '@/lib/manifests/dashboard-folder';
import { Fault } from '@/lib/mesh/fault';
import { processWide } from '@/lib/process-wide';
import { type AskedCluster, clusterFor } from '@/lib/sources';

/** Inside the folder of configuration, hidden, so that it is not taken for manifests. */
const SAVED_FOLDER = '.periplus-dashboards';

/** As whoever asks may see and write them. Throws `Fault` when the cluster's account cannot be read. */
export async function dashboardStores(identity: Pick<Identity, 'credential'>): Promise<DashboardStores> {
  const folders = processWide('dashboard-folders', () => foldersOf(environment()));
  const cluster = clusterFor(identity);
  if (cluster === null) return folders;
  const { kubernetes, readOnly } = environment();
  const own = await cluster.ownNamespace();
  const namespace = kubernetes?.dashboardsNamespace ?? own;
  const provisioned: DashboardReader[] = [...folders.provisioned, grafanaMaps(cluster.client, namespace)];
  return {
    provisioned,
    saved: namespace === null ? null : dashboardMaps(cluster.client, namespace),
    notSavedBecause: readOnly ? READ_ONLY : await whyNotInCluster(cluster, namespace),
  };
}

const READ_ONLY = 'This console is read-only (PERIPLUS_READ_ONLY).';

function foldersOf({
  dashboardsFolder,
  configFolder,
  readOnly,
}: Pick<Environment, 'dashboardsFolder' | 'configFolder' | 'readOnly'>): DashboardStores {
  return {
    provisioned: dashboardsFolder === null ? [] : [createDashboardFolder(dashboardsFolder)],
    saved: configFolder === null ? null : createDashboardFolder(path.join(configFolder, SAVED_FOLDER)),
    notSavedBecause: whyNotInFolder(configFolder, readOnly),
  };
}

function whyNotInFolder(configFolder: string | null, readOnly: boolean): string | null {
  if (readOnly) return READ_ONLY;
  if (configFolder === null) {
    return 'Dashboards are saved beside a folder of configuration (PERIPLUS_CONFIG_FOLDER) or in a cluster, and none is set. Give files in PERIPLUS_DASHBOARDS_FOLDER instead.';
  }
  return null;
}

async function whyNotInCluster({ rights }: AskedCluster, namespace: string | null): Promise<string | null> {
  if (namespace === null) {
    return 'No namespace for dashboards is known: name one in PERIPLUS_DASHBOARDS_NAMESPACE.';
  }
  try {
    const question = { verb: 'create', group: '', resource: 'configmaps', namespace } as const;
    if (await rights.may(question)) return null;
  } catch (error) {
    // Where nobody can say, the attempt is let through and the API server says it.
    if (error instanceof Fault) return null;
    throw error;
  }
  return `ConfigMaps of the namespace ${namespace} may not be created, and dashboards are saved as such.`;
}
