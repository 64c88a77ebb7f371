/** A dashboard as a ConfigMap, and the states it was saved in as another. */
import 'server-only';
import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { DashboardVersion } from '@/lib/dashboards/library/port';
import { textVersion } from '@/lib/dashboards/library/text';
import type { DashboardLimit } from '@/lib/dashboards/model/size';

/** Of what this console keeps. Its value is of no account. */
export const DASHBOARD_LABEL = 'periplus.dev/dashboard';
/** Of the states before. */
export const VERSIONS_LABEL = 'periplus.dev/dashboard-versions';
/** By which Grafana's sidecar finds dashboards. */
export const GRAFANA_LABEL = 'grafana_dashboard';

export const DASHBOARD_KEY = 'dashboard.json';

export const MAP_LIMIT: DashboardLimit = {
  // The whole object has 1 MiB; its metadata need a little of that.
  bytes: 1_000_000,
  hint: 'A ConfigMap holds 1 MiB. Split it into several, or give it as a file in PERIPLUS_DASHBOARDS_FOLDER.',
};

/** Bytes that all states of a dashboard may take together, as they are sent: base64. */
const MOST_VERSIONS_BYTES = 900_000;
const MOST_VERSIONS = 50;

export interface ConfigMap {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly resourceVersion?: string;
    readonly [field: string]: unknown;
  };
  readonly data?: Readonly<Record<string, string>>;
  readonly binaryData?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/** A name of RFC 1123 for any uid: as it stands where it is one, else told apart by a hash. */
export function mapName(uid: string): string {
  if (/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(uid)) return `periplus-dashboard-${uid}`;
  const slug = uid
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const hash = createHash('sha256').update(uid).digest('hex').slice(0, 8);
  return `periplus-dashboard-${slug === '' ? 'x' : slug}.${hash}`;
}

/** No uid has a dot, so no dashboard has this name. */
export function versionsName(uid: string): string {
  return `${mapName(uid)}.versions`;
}

export function newMap(name: string, namespace: string, label: string): ConfigMap {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name,
      namespace,
      labels: { [label]: 'true', 'app.kubernetes.io/managed-by': 'periplus' },
    },
  };
}

interface StoredState {
  readonly by: string;
  readonly text: string;
}

/** The map's states, the newest first. */
export function statesIn({ binaryData = {} }: Pick<ConfigMap, 'binaryData'>): readonly DashboardVersion[] {
  return Object.entries(binaryData)
    .flatMap(([key, value]): DashboardVersion[] => {
      const [, at, version] = /^(\d{13})\.([0-9a-f]{16})$/.exec(key) ?? [];
      const state = at === undefined ? null : unpacked(value);
      if (at === undefined || version === undefined || state === null) return [];
      return [{ version, savedAtMs: Number(at), by: state.by }];
    })
    .sort((a, b) => b.savedAtMs - a.savedAtMs);
}

/** Null where that state is not kept. */
export function stateText(
  { binaryData = {} }: Pick<ConfigMap, 'binaryData'>,
  version: string,
): string | null {
  const found = Object.entries(binaryData).find(([key]) => key.endsWith(`.${version}`));
  return found === undefined ? null : (unpacked(found[1])?.text ?? null);
}

/** The states with one more, without the oldest that there is no room for. */
export function withState(
  { binaryData = {} }: Pick<ConfigMap, 'binaryData'>,
  text: string,
  { savedAtMs, by }: Pick<DashboardVersion, 'savedAtMs' | 'by'>,
): Readonly<Record<string, string>> {
  const key = `${String(savedAtMs).padStart(13, '0')}.${textVersion(text)}`;
  const state: StoredState = { by, text };
  const added = { ...binaryData, [key]: gzipSync(JSON.stringify(state)).toString('base64') };
  const kept: Record<string, string> = {};
  let bytes = 0;
  const newestFirst = Object.entries(added).sort(([a], [b]) => b.localeCompare(a));
  for (const [name, value] of newestFirst.slice(0, MOST_VERSIONS)) {
    bytes += value.length + name.length;
    if (bytes > MOST_VERSIONS_BYTES) break;
    kept[name] = value;
  }
  return kept;
}

function unpacked(base64: string): StoredState | null {
  try {
    // A state is a dashboard, whose text is limited: nothing unfolds to more.
    const bytes = gunzipSync(Buffer.from(base64, 'base64'), { maxOutputLength: 4 * MAP_LIMIT.bytes });
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    if (typeof value !== 'object' || value === null) return null;
    const { by, text } = value as Record<string, unknown>;
    return typeof by === 'string' && typeof text === 'string' ? { by, text } : null;
  } catch {
    return null;
  }
}
