/** Values as YAML text: blocks as people write them, or on one line where the surroundings are. */
import { isFields } from '@/lib/config/simulation/read/fields';
import { readYaml } from '@/lib/config/yaml/read-yaml';

/** How the text around is written. */
export interface YamlStyle {
  /** Columns that a map stands further in than its parent. */
  readonly step: number;
  /** Columns that the dashes of a list stand further in than its key: 0 or more. */
  readonly dash: number;
  /** Every text and key in quotes, as JSON has it. */
  readonly isJson: boolean;
}

export const PLAIN_STYLE: YamlStyle = { step: 2, dash: 0, isJson: false };

/** Safe without quotes inside flow collections too. */
const PLAIN = /^[A-Za-z0-9_./*][A-Za-z0-9_./*@+ ()=-]*(?<! )$/;

export function scalarText(value: unknown, style: YamlStyle): string {
  if (typeof value !== 'string') return JSON.stringify(value ?? null);
  return !style.isJson && isPlain(value) ? value : JSON.stringify(value);
}

function isPlain(text: string): boolean {
  // "*" alone would be an alias, and some words and figures are no texts to the API server.
  if (!PLAIN.test(text) || text.startsWith('*')) return false;
  const reading = readYaml(text);
  return reading.kind === 'value' && reading.value === text;
}

export function flowText(value: unknown, style: YamlStyle): string {
  if (Array.isArray(value)) return `[${value.map((entry) => flowText(entry, style)).join(', ')}]`;
  if (!isFields(value)) return scalarText(value, style);
  const fields = Object.entries(value).map(
    ([key, entry]) => `${scalarText(key, style)}: ${flowText(entry, style)}`,
  );
  return `{${fields.join(', ')}}`;
}

/** A map or list as lines; the first begins where the caller stands, at `column`. Neither may be empty. */
export function blockText(value: unknown, column: number, style: YamlStyle): string {
  const lines = Array.isArray(value)
    ? value.map((entry) => `-${afterDash(entry, column, style)}`)
    : Object.entries(isFields(value) ? value : {}).map(
        ([key, entry]) => `${scalarText(key, style)}:${afterKey(entry, column, style)}`,
      );
  return lines.join(`\n${' '.repeat(column)}`);
}

/** What follows a dash that stands at `column`. */
export function afterDash(value: unknown, column: number, style: YamlStyle): string {
  return isFilled(value) ? ` ${blockText(value, column + 2, style)}` : ` ${inline(value, column, style)}`;
}

/** What follows the colon of a key that stands at `column`. */
export function afterKey(value: unknown, column: number, style: YamlStyle): string {
  if (!isFilled(value)) return ` ${inline(value, column, style)}`;
  const inner = column + (Array.isArray(value) ? style.dash : style.step);
  return `\n${' '.repeat(inner)}${blockText(value, inner, style)}`;
}

function isFilled(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : isFields(value) && Object.keys(value).length > 0;
}

function inline(value: unknown, column: number, style: YamlStyle): string {
  if (typeof value === 'string' && value.includes('\n') && !style.isJson) {
    const lines = literal(value, column + style.step);
    if (lines !== null) return lines;
  }
  return typeof value === 'object' ? flowText(value, style) : scalarText(value, style);
}

/** A text of several lines as it reads best; null where the notation could not hold it exactly. */
function literal(text: string, column: number): string | null {
  if (/^[ \n]|\t|\r|\n\n$/.test(text)) return null;
  const lines = text.replace(/\n$/, '').split('\n');
  const chomp = text.endsWith('\n') ? '|' : '|-';
  const pad = ' '.repeat(column);
  return [chomp, ...lines.map((line) => (line === '' ? '' : pad + line))].join('\n');
}
