/**
 * Where revisions outlive the process: a hidden folder inside the folder of configuration, which the loader passes over.
 * `revisions.jsonl` has one change a line, `known.json` the objects as they were last seen, so that what changed while
 * the server was down is noticed too.
 */
import 'server-only';
import { appendFile, mkdir, readFile, realpath, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Revision } from '@/lib/config/revisions';
import { errorCode } from './folder';
import { writeWhole } from './write-file';

export const HISTORY_FOLDER = '.periplus-history';
/** Characters of all texts of `known.json`; beyond it texts are left out, and the first change of those has no "before". */
const MOST_KNOWN = 16_000_000;

/** An object as it was last seen. */
export interface KnownObject {
  readonly version: string;
  /** null = too long to keep. */
  readonly text: string | null;
}

export interface KeptHistory {
  readonly sinceSeconds: number;
  readonly known: ReadonlyMap<string, KnownObject>;
  readonly revisions: readonly Revision[];
}

/** What is kept of the folder; null = nothing yet, or it cannot be read, which starts a new record. */
export async function readHistory(folder: string): Promise<KeptHistory | null> {
  try {
    const place = await placeOf(folder);
    const known: unknown = JSON.parse(await readFile(path.join(place, 'known.json'), 'utf8'));
    if (!isKnownFile(known)) return null;
    const lines = await readFile(path.join(place, 'revisions.jsonl'), 'utf8').catch(() => '');
    return {
      sinceSeconds: known.sinceSeconds,
      known: new Map(Object.entries(known.objects)),
      revisions: lines.split('\n').flatMap(readLine),
    };
  } catch {
    return null;
  }
}

/** Writes what was last seen. Throws the file system's error. */
export async function writeKnown(
  folder: string,
  sinceSeconds: number,
  known: ReadonlyMap<string, KnownObject>,
): Promise<void> {
  const place = await madePlace(folder);
  let room = MOST_KNOWN;
  const objects: Record<string, KnownObject> = {};
  for (const [key, { version, text }] of known) {
    room -= text?.length ?? 0;
    objects[key] = { version, text: room < 0 ? null : text };
  }
  await writeWhole(path.join(place, 'known.json'), JSON.stringify({ sinceSeconds, objects }));
}

export async function appendRevisions(folder: string, revisions: readonly Revision[]): Promise<void> {
  const place = await madePlace(folder);
  await appendFile(path.join(place, 'revisions.jsonl'), revisions.map(lineOf).join(''));
}

/** In place of all lines there are. */
export async function writeRevisions(folder: string, revisions: readonly Revision[]): Promise<void> {
  const place = await madePlace(folder);
  await writeWhole(path.join(place, 'revisions.jsonl'), revisions.map(lineOf).join(''));
}

/** In words: why the record cannot be kept. */
export function whyNotKept(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return `Changes are remembered until this server stops: ${HISTORY_FOLDER} in the folder of configuration cannot be written (${errorCode(cause)}).`;
}

async function placeOf(folder: string): Promise<string> {
  return path.join(await realpath(folder), HISTORY_FOLDER);
}

/** A checkout must not offer the record for a commit. */
async function madePlace(folder: string): Promise<string> {
  const place = await placeOf(folder);
  await mkdir(place, { recursive: true });
  await writeFile(path.join(place, '.gitignore'), '*\n', { flag: 'wx' }).catch((error: unknown) => {
    if (errorCode(error) !== 'EEXIST') throw error;
  });
  return place;
}

function lineOf(revision: Revision): string {
  return `${JSON.stringify(revision)}\n`;
}

/** A line that a crash cut short is no revision. */
function readLine(line: string): Revision[] {
  if (line === '') return [];
  try {
    const value: unknown = JSON.parse(line);
    return isRevision(value) ? [value] : [];
  } catch {
    return [];
  }
}

function isRevision(value: unknown): value is Revision {
  if (!isRecord(value) || !isRecord(value.id)) return false;
  const { id, atSeconds, before, after, change, author } = value;
  return (
    [id.group, id.kind, id.name].every((part) => typeof part === 'string') &&
    isTextOrNull(id.namespace) &&
    typeof atSeconds === 'number' &&
    [before, after, author].every(isTextOrNull) &&
    (change === 'created' || change === 'changed' || change === 'removed')
  );
}

function isKnownFile(
  value: unknown,
): value is { readonly sinceSeconds: number; readonly objects: Record<string, KnownObject> } {
  if (!isRecord(value) || typeof value.sinceSeconds !== 'number' || !isRecord(value.objects)) return false;
  return Object.values(value.objects).every(
    (known) => isRecord(known) && typeof known.version === 'string' && isTextOrNull(known.text),
  );
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
