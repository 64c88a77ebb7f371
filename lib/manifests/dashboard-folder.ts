/** A folder of dashboards, one JSON file each, in our own form or in Grafana's. Read again when a file changes. */
import 'server-only';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { DashboardStore, KeptDashboard, KeptDashboards } from '@/lib/dashboards/library/port';
import {
  assertVersion,
  dashboardText,
  fittingText,
  type ReadDashboard,
  readDashboardText,
  textVersion,
} from '@/lib/dashboards/library/text';
import { dashboardUidSchema } from '@/lib/dashboards/model/dashboard';
import { dashboardTooLarge, FILE_LIMIT } from '@/lib/dashboards/model/size';
import { Fault } from '@/lib/mesh/fault';
import { DashboardVersionFiles } from './dashboard-versions';
import { errorCode } from './folder';
import { removeWhole, writeWhole } from './write-file';

/** More files of one folder are not read, which is said. */
const MOST_FILES = 500;

export function createDashboardFolder(folder: string): DashboardStore {
  const known = new Map<string, { readonly stamp: string; readonly read: ReadDashboard }>();
  const readOne = async (file: string): Promise<ReadDashboard> => {
    const place = path.join(folder, file);
    const { mtimeMs, size } = await stat(place);
    const stamp = `${mtimeMs} ${size}`;
    const cached = known.get(file);
    if (cached?.stamp === stamp) return cached.read;
    const read =
      size > FILE_LIMIT.bytes
        ? { message: dashboardTooLarge(size, FILE_LIMIT).message }
        : readDashboardText(await readFile(place, 'utf8'));
    known.set(file, { stamp, read });
    return read;
  };
  const list = async (signal?: AbortSignal): Promise<KeptDashboards> => {
    const files = await jsonFiles(folder);
    const dashboards = new Map<string, KeptDashboard>();
    const unreadable: { file: string; message: string }[] = [];
    for (const file of files.slice(0, MOST_FILES)) {
      signal?.throwIfAborted();
      const read = await readOne(file).catch((): ReadDashboard => ({ message: 'It cannot be read.' }));
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
  const history = new DashboardVersionFiles(folder);
  /** What was there before anybody saved it here is a version too. */
  const rememberFirst = async (uid: string, kept: KeptDashboard | null) => {
    if (kept === null || (await history.list(uid)).length > 0) return;
    const savedAtMs = Math.floor((await stat(fileOf(folder, uid))).mtimeMs);
    const { dashboard, version } = kept;
    await history.add(uid, dashboardText(dashboard), { version, savedAtMs, by: '' });
  };
  const inTurn = oneAfterTheOther();
  return {
    limit: FILE_LIMIT,
    list,
    get,
    save: (dashboard, baseVersion, by) =>
      inTurn(async () => {
        const { uid } = dashboard;
        const kept = await get(uid);
        assertVersion(uid, kept, baseVersion);
        const text = fittingText(dashboard, FILE_LIMIT);
        await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
          throw new Fault(
            'read-only',
            `The folder for dashboards cannot be made (${errorCode(cause) ?? 'unknown'}).`,
          );
        });
        await rememberFirst(uid, kept);
        await writeWhole(fileOf(folder, uid), text);
        const version = textVersion(text);
        const last = (await history.list(uid))[0]?.savedAtMs ?? 0;
        await history.add(uid, text, { version, savedAtMs: Math.max(Date.now(), last + 1), by });
        return { dashboard, version, notes: [] };
      }),
    remove: (uid, version) =>
      inTurn(async () => {
        const kept = await get(uid);
        if (kept === null) throw new Fault('not-found', `There is no saved dashboard "${uid}".`);
        assertVersion(uid, kept, version);
        await rememberFirst(uid, kept);
        await removeWhole(fileOf(folder, uid));
      }),
    versions: async (uid) =>
      (await history.list(uid)).map(({ version, savedAtMs, by }) => ({ version, savedAtMs, by })),
    atVersion: (uid, version) => history.read(uid, version),
  };
}

/** Writes of one process do not cross: each sees what the one before it left. */
function oneAfterTheOther(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
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

/** The uid is letters, digits, `-` and `_`, so that it cannot leave the folder. */
function fileOf(folder: string, uid: string): string {
  return path.join(folder, `${dashboardUidSchema.parse(uid)}.json`);
}
