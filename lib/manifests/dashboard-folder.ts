/** A folder of dashboards, one JSON file each, in our own form or in Grafana's. Read again when a file changes. */
import 'server-only';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { importDashboard, MAX_DASHBOARD_BYTES } from '@/lib/dashboards/grafana/import';
import type { DashboardFolder, KeptDashboard, KeptDashboards } from '@/lib/dashboards/library/port';
import { dashboardUidSchema } from '@/lib/dashboards/model/dashboard';
import { Fault } from '@/lib/mesh/fault';
import { errorCode } from './folder';
import { removeWhole, writeWhole } from './write-file';

/** More files of one folder are not read, which is said. */
const MOST_FILES = 500;

type Read = { readonly kept: KeptDashboard } | { readonly message: string };

export function createDashboardFolder(folder: string): DashboardFolder {
  const known = new Map<string, { readonly stamp: string; readonly read: Read }>();
  const readOne = async (file: string): Promise<Read> => {
    const place = path.join(folder, file);
    const { mtimeMs, size } = await stat(place);
    const stamp = `${mtimeMs} ${size}`;
    const cached = known.get(file);
    if (cached?.stamp === stamp) return cached.read;
    const read =
      size > MAX_DASHBOARD_BYTES ? { message: tooLarge(size) } : parsed(await readFile(place, 'utf8'));
    known.set(file, { stamp, read });
    return read;
  };
  const list = async (signal?: AbortSignal): Promise<KeptDashboards> => {
    const files = await jsonFiles(folder);
    const dashboards = new Map<string, KeptDashboard>();
    const unreadable: { file: string; message: string }[] = [];
    for (const file of files.slice(0, MOST_FILES)) {
      signal?.throwIfAborted();
      const read = await readOne(file).catch((): Read => ({ message: 'It cannot be read.' }));
      if ('message' in read) unreadable.push({ file, message: read.message });
      else if (dashboards.has(read.kept.dashboard.uid)) {
        unreadable.push({
          file,
          message: `Another file is the dashboard "${read.kept.dashboard.uid}" already.`,
        });
      } else dashboards.set(read.kept.dashboard.uid, read.kept);
    }
    if (files.length > MOST_FILES) {
      unreadable.push({
        file: folder,
        message: `Only the first ${MOST_FILES} of ${files.length} files are read.`,
      });
    }
    return { dashboards: [...dashboards.values()], unreadable };
  };
  const get = async (uid: string, signal?: AbortSignal) =>
    (await list(signal)).dashboards.find(({ dashboard }) => dashboard.uid === uid) ?? null;
  return {
    list,
    get,
    save: async (dashboard, baseVersion) => {
      assertVersion(dashboard.uid, await get(dashboard.uid), baseVersion);
      const text = `${JSON.stringify(dashboard, null, 2)}\n`;
      if (Buffer.byteLength(text) > MAX_DASHBOARD_BYTES) throw new Fault('too-large', tooLarge(text.length));
      await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
        throw new Fault(
          'read-only',
          `The folder for dashboards cannot be made (${errorCode(cause) ?? 'unknown'}).`,
        );
      });
      await writeWhole(fileOf(folder, dashboard.uid), text);
      return { dashboard, version: versionOf(text), notes: [] };
    },
    remove: async (uid, version) => {
      const kept = await get(uid);
      if (kept === null) throw new Fault('not-found', `There is no saved dashboard "${uid}".`);
      assertVersion(uid, kept, version);
      await removeWhole(fileOf(folder, uid));
    },
  };
}

async function jsonFiles(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder);
    return names.filter((name) => name.endsWith('.json') && !name.startsWith('.')).sort();
  } catch (cause) {
    if (errorCode(cause) === 'ENOENT') return [];
    throw new Fault('source-unreachable', `The folder of dashboards ${folder} cannot be read.`, {
      source: 'manifests',
      cause,
    });
  }
}

function parsed(text: string): Read {
  try {
    const { dashboard, notes } = importDashboard(text);
    return { kept: { dashboard, version: versionOf(text), notes } };
  } catch (error) {
    if (error instanceof Fault) return { message: error.message };
    throw error;
  }
}

function assertVersion(uid: string, kept: KeptDashboard | null, baseVersion: string | null): void {
  if ((kept?.version ?? null) === baseVersion) return;
  throw new Fault('conflict', `The dashboard "${uid}" was changed by somebody else.`, {
    hint: 'Open it again to see what is stored, then make the change once more.',
  });
}

/** The uid is letters, digits, `-` and `_`, so that it cannot leave the folder. */
function fileOf(folder: string, uid: string): string {
  return path.join(folder, `${dashboardUidSchema.parse(uid)}.json`);
}

function versionOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

function tooLarge(bytes: number): string {
  return `It has ${Math.round(bytes / 1000)} kB; a dashboard has ${MAX_DASHBOARD_BYTES / 1000} kB at most.`;
}
