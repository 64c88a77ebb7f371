/** The states that dashboards of a folder were saved in: a hidden folder for each, the time and who it was in the names. */
import 'server-only';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { DashboardVersion } from '@/lib/dashboards/library/port';
import { readDashboardText } from '@/lib/dashboards/library/text';
import { type Dashboard, dashboardUidSchema } from '@/lib/dashboards/model/dashboard';
import { errorCode } from './folder';
import { removeWhole, writeWhole } from './write-file';

const VERSIONS_FOLDER = '.versions';
/** Older ones are removed. */
const MOST_VERSIONS = 50;
const MOST_BYTES = 20_000_000;
const FILE = /^(\d{13})\.([0-9a-f]{16})\.([A-Za-z0-9_-]*)\.json$/;

interface VersionFile extends DashboardVersion {
  readonly file: string;
}

export class DashboardVersionFiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = path.join(folder, VERSIONS_FOLDER);
  }

  /** The newest first. */
  async list(uid: string): Promise<readonly VersionFile[]> {
    const folder = this.#folderOf(uid);
    const names = await readdir(folder).catch((error: unknown) => {
      if (errorCode(error) === 'ENOENT') return [];
      throw error;
    });
    return names
      .flatMap((name): VersionFile[] => {
        const [, at, version, by] = FILE.exec(name) ?? [];
        if (at === undefined || version === undefined || by === undefined) return [];
        return [
          {
            file: path.join(folder, name),
            version,
            savedAtMs: Number(at),
            by: Buffer.from(by, 'base64url').toString('utf8'),
          },
        ];
      })
      .sort((a, b) => b.savedAtMs - a.savedAtMs);
  }

  /** Null where it is not kept, or is no dashboard any more. */
  async read(uid: string, version: string): Promise<Dashboard | null> {
    const found = (await this.list(uid)).find((one) => one.version === version);
    if (found === undefined) return null;
    const read = readDashboardText(await readFile(found.file, 'utf8'));
    return 'kept' in read ? read.kept.dashboard : null;
  }

  async add(uid: string, text: string, { version, savedAtMs, by }: DashboardVersion): Promise<void> {
    const folder = this.#folderOf(uid);
    await mkdir(folder, { recursive: true });
    const name = Buffer.from(by.slice(0, 60), 'utf8').toString('base64url');
    await writeWhole(
      path.join(folder, `${String(savedAtMs).padStart(13, '0')}.${version}.${name}.json`),
      text,
    );
    await this.#forgetOld(uid);
  }

  async #forgetOld(uid: string): Promise<void> {
    let bytes = 0;
    for (const [at, { file }] of (await this.list(uid)).entries()) {
      bytes += (await stat(file)).size;
      if (at > 0 && (at >= MOST_VERSIONS || bytes > MOST_BYTES)) await removeWhole(file);
    }
  }

  #folderOf(uid: string): string {
    return path.join(this.#folder, dashboardUidSchema.parse(uid));
  }
}
