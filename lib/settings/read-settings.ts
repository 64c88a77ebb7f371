/** The text of the settings file to settings, or every mistake with its place. */
import { modelProblems } from '@/lib/config/check/model-problems';
import { positionsOf } from '@/lib/config/yaml/positions';
import { readYaml, type YamlReading } from '@/lib/config/yaml/read-yaml';
import { type SettingsFile, settingsFileSchema } from './schema';

export interface SettingsMistake {
  /** Line of the file, from 1. */
  readonly line: number;
  /** As in `health.rate[0].tolerance[1].code`; empty where the text cannot be read at all. */
  readonly path: string;
  readonly message: string;
}

export type SettingsReading =
  | { readonly kind: 'settings'; readonly settings: SettingsFile }
  | { readonly kind: 'mistakes'; readonly mistakes: readonly SettingsMistake[] };

export function readSettings(text: string): SettingsReading {
  // A file with nothing but comments sets nothing.
  const reading: YamlReading = isEmpty(text) ? { kind: 'value', value: {} } : readYaml(text);
  if (reading.kind === 'problems') {
    return {
      kind: 'mistakes',
      mistakes: reading.problems.map(({ line, message }) => ({ line, path: '', message })),
    };
  }
  const { value } = reading;
  const parsed = settingsFileSchema.safeParse(value);
  if (parsed.success) return { kind: 'settings', settings: parsed.data };
  const placed = { text, value, positions: positionsOf(text) };
  const mistakes = modelProblems(placed, 'the settings file', settingsFileSchema);
  return {
    kind: 'mistakes',
    mistakes: mistakes.map(({ line, path, message }) => ({
      line,
      path: writtenPath(path),
      // The path says the field's name already.
      message: message.replace(`${path.at(-1)}: `, ''),
    })),
  };
}

function writtenPath(path: readonly (string | number)[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '');
}

/** One line for each mistake: `line 4, health.rate[0].tolerance[0].code: …`. */
export function mistakeLines(mistakes: readonly SettingsMistake[]): readonly string[] {
  return mistakes.map(
    ({ line, path, message }) => `line ${line}${path === '' ? '' : `, ${path}`}: ${message}`,
  );
}

function isEmpty(text: string): boolean {
  return text.split('\n').every((line) => line.trim() === '' || line.trimStart().startsWith('#'));
}
