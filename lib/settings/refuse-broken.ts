/** What is wrong with the settings file at the start, when there are no good settings yet to go on with. */
import 'server-only';
import { readFileSync } from 'node:fs';
import type { Mistake } from '@/lib/environment/setting';
import { settings } from '@/lib/environment/settings';
import { mistakeLines, readSettings } from './read-settings';

/** The mistake to refuse the start with, null when the file can be used. */
export function settingsFileMistake(file: string): Mistake | null {
  const reading = readSettings(readFileSync(file, 'utf8'));
  if (reading.kind === 'settings') return null;
  const lines = mistakeLines(reading.mistakes).map((line) => `\n      ${line}`);
  const { name, allowed } = settings.settingsFile;
  return { name, message: `names a file with mistakes:${lines.join('')}`, given: file, allowed };
}
