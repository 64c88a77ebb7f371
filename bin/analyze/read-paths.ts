/** The files that the command line names: texts by the names under which they are reported. */
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { errorCode, listFolder, readText } from '@/lib/manifests/folder';

export interface NamedText {
  readonly name: string;
  readonly text: string;
}

export interface PathsReading {
  readonly texts: readonly NamedText[];
  /** What could not be read, in words. */
  readonly unreadable: readonly string[];
}

/** `-` is standard input. Relative paths are meant from `folder`. A file that two paths name is read once. */
export async function readPaths(
  paths: readonly string[],
  folder: string,
  standardInput: () => Promise<string>,
): Promise<PathsReading> {
  const texts = new Map<string, NamedText>();
  const unreadable: string[] = [];
  for (const written of paths) {
    if (written === '-') {
      texts.set('-', { name: '<stdin>', text: await standardInput() });
      continue;
    }
    const full = path.resolve(folder, written);
    try {
      if ((await stat(full)).isDirectory()) await readFolder(full, written, texts, unreadable);
      else texts.set(full, { name: slashed(written), text: await readFile(full, 'utf8') });
    } catch (error) {
      unreadable.push(`${written} cannot be read (${errorCode(error)}).`);
    }
  }
  return { texts: [...texts.values()], unreadable };
}

async function readFolder(
  full: string,
  written: string,
  texts: Map<string, NamedText>,
  unreadable: string[],
): Promise<void> {
  const listing = await listFolder(full);
  for (const { origin, message } of listing.unreadable) unreadable.push(`${written}/${origin}: ${message}`);
  for (const file of listing.files) {
    const content = await readText(file);
    const name = slashed(path.join(written, file.origin));
    if ('problem' in content) unreadable.push(`${name}: ${content.problem}`);
    else texts.set(file.real, { name, text: content.text });
  }
}

function slashed(name: string): string {
  return name.split(path.sep).join('/');
}
