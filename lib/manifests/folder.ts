/**
 * The YAML files of a folder: which there are and what stands in them, without ever leaving the folder.
 */
import 'server-only';
import { lstat, readdir, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { UnreadableObject } from '@/lib/config/store';
import { Fault } from '@/lib/mesh/fault';

const MAX_FILES = 5000;
const MAX_FOLDER_DEPTH = 8;
/** Of one file with many documents; each of those may be as large as the reader of YAML takes. */
const MAX_FILE_BYTES = 16 * 1024 * 1024;
const YAML_FILE = /\.ya?ml$/i;

/** One file. `real` is where it truly lies; it differs from `file` for a link inside the folder. */
export interface YamlFile {
  /** Relative to the folder, with `/`; the object's origin. */
  readonly origin: string;
  readonly real: string;
  /** Changes whenever the file may have changed. */
  readonly stamp: string;
  readonly size: number;
  /** Unix milliseconds. */
  readonly modifiedMs: number;
}

export interface FolderListing {
  readonly files: readonly YamlFile[];
  readonly unreadable: readonly UnreadableObject[];
}

/** Every YAML file below `folder`, in the order of their names. Throws `Fault` when the folder cannot be read. */
export async function listFolder(folder: string): Promise<FolderListing> {
  const files: YamlFile[] = [];
  const unreadable: UnreadableObject[] = [];
  const root = await realFolder(folder);
  const report = (origin: string, message: string) => {
    unreadable.push({ origin, message, line: null });
  };

  async function walk(directory: string, depth: number): Promise<void> {
    const entries = await readdir(directory, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      // Hidden entries are editors' leftovers, our own half-written files and the inside of mounted ConfigMaps.
      if (entry.name.startsWith('.')) continue;
      const full = path.join(directory, entry.name);
      const origin = path.relative(root, full).split(path.sep).join('/');
      if (entry.isDirectory()) {
        if (depth < MAX_FOLDER_DEPTH) await walk(full, depth + 1);
        else report(origin, `Folders deeper than ${MAX_FOLDER_DEPTH} levels are not read.`);
      } else if (YAML_FILE.test(entry.name)) {
        if (files.length >= MAX_FILES)
          return report(origin, `More than ${MAX_FILES} files; the rest is not read.`);
        await addFile(root, full, origin, files, report);
      }
    }
  }

  await walk(root, 0);
  return { files, unreadable };
}

async function realFolder(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch (cause) {
    throw new Fault('source-unreachable', `The folder of configuration ${folder} cannot be read.`, {
      source: 'manifests',
      hint: 'Check that PERIPLUS_CONFIG_FOLDER names a folder and that it may be read.',
      cause,
    });
  }
}

async function addFile(
  root: string,
  full: string,
  origin: string,
  files: YamlFile[],
  report: (origin: string, message: string) => void,
): Promise<void> {
  try {
    const isLink = (await lstat(full)).isSymbolicLink();
    const real = isLink ? await realpath(full) : full;
    if (!isInside(root, real)) return report(origin, 'The link leads out of the folder and is not followed.');
    const { mtimeMs, size, ino, isFile } = await fileState(real);
    if (!isFile) return;
    files.push({ origin, real, stamp: `${mtimeMs}:${size}:${ino}`, size, modifiedMs: mtimeMs });
  } catch (error) {
    report(origin, `The file cannot be read (${errorCode(error)}).`);
  }
}

async function fileState(file: string) {
  const state = await stat(file);
  return { mtimeMs: state.mtimeMs, size: state.size, ino: state.ino, isFile: state.isFile() };
}

/** True when `file` lies in `root` itself or below. */
export function isInside(root: string, file: string): boolean {
  const relative = path.relative(root, file);
  const leadsUp = relative === '..' || relative.startsWith(`..${path.sep}`);
  return relative !== '' && !leadsUp && !path.isAbsolute(relative);
}

/** The file's text, or why it is not read. */
export async function readText(file: YamlFile): Promise<{ text: string } | { problem: string }> {
  if (file.size > MAX_FILE_BYTES) {
    return {
      problem: `The file is larger than ${MAX_FILE_BYTES / 1024 / 1024} MB and is not read: none of its objects is known.`,
    };
  }
  try {
    const bytes = await readFile(file.real);
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch (error) {
    const isEncoding = error instanceof TypeError;
    return {
      problem: isEncoding ? 'The file is not UTF-8.' : `The file cannot be read (${errorCode(error)}).`,
    };
  }
}

/** Node's code of a file system error, e.g. `EACCES`. */
export function errorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error
    ? String(error.code)
    : 'unknown error';
}
