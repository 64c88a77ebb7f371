/**
 * Dashboards kept as ConfigMaps of one namespace, and those that Grafana's sidecar reads, from wherever the account may
 * read them. Every call asks the API server by the credential of its client, so its rights hold.
 */
import 'server-only';
import type {
  DashboardReader,
  DashboardStore,
  KeptDashboard,
  KeptDashboards,
} from '@/lib/dashboards/library/port';
import {
  assertVersion,
  dashboardConflict,
  fittingText,
  type ReadDashboard,
  readDashboardText,
  textVersion,
} from '@/lib/dashboards/library/text';
import type { Dashboard } from '@/lib/dashboards/model/dashboard';
import { Fault } from '@/lib/mesh/fault';
import { ApiFault } from './api-fault';
import type { KubernetesClient } from './client';
import {
  type ConfigMap,
  DASHBOARD_KEY,
  DASHBOARD_LABEL,
  GRAFANA_LABEL,
  MAP_LIMIT,
  mapName,
  newMap,
  statesIn,
  stateText,
  VERSIONS_LABEL,
  versionsName,
  withState,
} from './dashboard-object';
import { listPages } from './list-pages';

const LIST_TIMEOUT_MS = 15_000;
/** Tries where others write the states of the same dashboard at the same time. */
const MOST_TRIES = 4;

/** One dashboard in one key of a map. */
interface Found {
  readonly map: ConfigMap;
  readonly key: string;
  readonly kept: KeptDashboard;
}

export function dashboardMaps(client: KubernetesClient, namespace: string): DashboardStore {
  const collection = `/api/v1/namespaces/${namespace}/configmaps`;
  const maps = new Maps(client, collection);
  const find = async (uid: string, signal?: AbortSignal): Promise<Found | null> => {
    const own = await maps.read(mapName(uid), signal);
    // Somebody may have put it there under a name of their own.
    const candidates = own === null ? await maps.labelled(DASHBOARD_LABEL, signal) : [own];
    return candidates.flatMap(readable).find(({ kept }) => kept.dashboard.uid === uid) ?? null;
  };
  const remember = async (uid: string, text: string, by: string): Promise<void> => {
    const name = versionsName(uid);
    for (let attempt = 1; ; attempt += 1) {
      const known = await maps.read(name);
      const map = known ?? newMap(name, namespace, VERSIONS_LABEL);
      const last = statesIn(map)[0]?.savedAtMs ?? 0;
      const savedAtMs = Math.max(Date.now(), last + 1);
      try {
        await maps.write({ ...map, binaryData: withState(map, text, { savedAtMs, by }) });
        return;
      } catch (error) {
        if (!isConflict(error) || attempt === MOST_TRIES) throw error;
      }
    }
  };
  /** What was there before anybody saved it here is a state too. */
  const rememberFirst = async (uid: string, found: Found | null) => {
    if (found === null || (await maps.read(versionsName(uid))) !== null) return;
    await remember(uid, originalText(found), '');
  };
  return {
    limit: MAP_LIMIT,
    list: (signal) => allowed(async () => listed(await maps.labelled(DASHBOARD_LABEL, signal)), namespace),
    get: async (uid, signal) => {
      try {
        return (await find(uid, signal))?.kept ?? null;
      } catch (error) {
        if (isForbidden(error)) return null;
        throw error;
      }
    },
    save: async (dashboard, baseVersion, by) => {
      const { uid } = dashboard;
      const text = fittingText(dashboard, MAP_LIMIT);
      const found = await find(uid);
      assertVersion(uid, found?.kept ?? null, baseVersion);
      const map = found?.map ?? newMap(mapName(uid), namespace, DASHBOARD_LABEL);
      const data = { ...map.data, [found?.key ?? DASHBOARD_KEY]: text };
      await maps.write({ ...map, data }).catch((error: unknown) => {
        throw isConflict(error) ? dashboardConflict(uid, baseVersion === null) : error;
      });
      await rememberFirst(uid, found);
      await remember(uid, text, by);
      return { dashboard, version: textVersion(text), notes: [] };
    },
    remove: async (uid, version) => {
      const found = await find(uid);
      if (found === null) throw new Fault('not-found', `There is no saved dashboard "${uid}".`);
      assertVersion(uid, found.kept, version);
      await rememberFirst(uid, found);
      await maps.take(found.map, found.key).catch((error: unknown) => {
        throw isConflict(error) ? dashboardConflict(uid) : error;
      });
    },
    versions: async (uid, signal) => statesIn((await maps.read(versionsName(uid), signal)) ?? {}),
    atVersion: async (uid, version, signal): Promise<Dashboard | null> => {
      const text = stateText((await maps.read(versionsName(uid), signal)) ?? {}, version);
      const read = text === null ? null : readDashboardText(text);
      return read !== null && 'kept' in read ? read.kept.dashboard : null;
    },
  };
}

/** What Grafana's sidecar would load: of all namespaces, or of the one where the account may not list all. */
export function grafanaMaps(client: KubernetesClient, namespace: string | null): DashboardReader {
  const everywhere = new Maps(client, '/api/v1/configmaps');
  const list = async (signal?: AbortSignal): Promise<KeptDashboards> => {
    try {
      return listed(await everywhere.labelled(GRAFANA_LABEL, signal));
    } catch (error) {
      if (!isForbidden(error)) throw error;
    }
    if (namespace === null) return { dashboards: [], unreadable: [] };
    const here = new Maps(client, `/api/v1/namespaces/${namespace}/configmaps`);
    try {
      return listed(await here.labelled(GRAFANA_LABEL, signal));
    } catch (error) {
      if (!isForbidden(error)) throw error;
      return { dashboards: [], unreadable: [] };
    }
  };
  return {
    list,
    get: async (uid, signal) =>
      (await list(signal)).dashboards.find(({ dashboard }) => dashboard.uid === uid) ?? null,
  };
}

class Maps {
  readonly #client: KubernetesClient;
  readonly #collection: string;

  constructor(client: KubernetesClient, collection: string) {
    this.#client = client;
    this.#collection = collection;
  }

  async labelled(label: string, signal?: AbortSignal): Promise<readonly ConfigMap[]> {
    const query = { path: this.#collection, labelSelector: label };
    const maps: ConfigMap[] = [];
    for await (const { items } of listPages(this.#client, query, { timeoutMs: LIST_TIMEOUT_MS, signal })) {
      maps.push(...(items as readonly ConfigMap[]));
    }
    return maps;
  }

  async read(name: string, signal?: AbortSignal): Promise<ConfigMap | null> {
    try {
      return (await this.#client.json({ path: `${this.#collection}/${name}`, signal })) as ConfigMap;
    } catch (error) {
      if (error instanceof ApiFault && error.status === 404) return null;
      throw error;
    }
  }

  /** Creates it, or replaces the version that was read. Throws `ApiFault` 409 where there is another by now. */
  async write(map: ConfigMap): Promise<void> {
    const isNew = map.metadata.resourceVersion === undefined;
    await this.#client.json({
      method: isNew ? 'POST' : 'PUT',
      path: isNew ? this.#collection : `${this.#collection}/${map.metadata.name}`,
      query: { fieldManager: 'periplus' },
      body: map,
    });
  }

  /** Takes a key out, and the map with it where there is no other. */
  async take(map: ConfigMap, key: string): Promise<void> {
    const { [key]: _, ...data } = map.data ?? {};
    if (Object.keys(data).length > 0) return this.write({ ...map, data });
    const { name, resourceVersion } = map.metadata;
    await this.#client.json({
      method: 'DELETE',
      path: `${this.#collection}/${name}`,
      body: { apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { resourceVersion } },
    });
  }
}

function textsIn(map: ConfigMap): readonly { readonly key: string; readonly read: ReadDashboard }[] {
  return Object.entries(map.data ?? {})
    .filter(([key]) => key.endsWith('.json'))
    .map(([key, text]) => ({ key, read: readDashboardText(text) }));
}

function readable(map: ConfigMap): readonly Found[] {
  return textsIn(map).flatMap(({ key, read }) => ('kept' in read ? [{ map, key, kept: read.kept }] : []));
}

function originalText({ map, key }: Found): string {
  return map.data?.[key] ?? '';
}

/** The first of each uid, by namespace and name; what is no dashboard is named. */
function listed(maps: readonly ConfigMap[]): KeptDashboards {
  const dashboards = new Map<string, KeptDashboard>();
  const unreadable: { file: string; message: string }[] = [];
  for (const map of maps) {
    const place = `${map.metadata.namespace ?? ''}/${map.metadata.name}`;
    for (const { key, read } of textsIn(map)) {
      const file = `ConfigMap ${place} ${key}`;
      if ('message' in read) unreadable.push({ file, message: read.message });
      else if (dashboards.has(read.kept.dashboard.uid)) {
        unreadable.push({
          file,
          message: `Another one is the dashboard "${read.kept.dashboard.uid}" already.`,
        });
      } else dashboards.set(read.kept.dashboard.uid, read.kept);
    }
  }
  return { dashboards: [...dashboards.values()], unreadable };
}

/** Who may not read them still has the others. */
async function allowed(work: () => Promise<KeptDashboards>, namespace: string): Promise<KeptDashboards> {
  try {
    return await work();
  } catch (error) {
    if (!isForbidden(error)) throw error;
    const message = 'Saved dashboards cannot be read: the right to list ConfigMaps is missing.';
    return { dashboards: [], unreadable: [{ file: `namespace ${namespace}`, message }] };
  }
}

function isForbidden(error: unknown): boolean {
  return error instanceof ApiFault && error.status === 403;
}

function isConflict(error: unknown): boolean {
  return error instanceof ApiFault && error.status === 409;
}
