/** Lines that carry fields: JSON objects, `key=value` pairs, and the lines of Istio's own programs. */
import { asText } from './access-json';

export type Field = readonly [name: string, value: string];

const MOST_FIELDS = 100;
const LONGEST_JSON = 32 * 1024;

/** The object of a line that is one; null for any other line. */
export function jsonObject(line: string): Readonly<Record<string, unknown>> | null {
  const text = line.trim();
  if (text[0] !== '{' || !text.endsWith('}') || text.length > LONGEST_JSON) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : null;
  } catch {
    return null;
  }
}

/** Objects inside are opened one step: `log.level`. */
export function fieldsOf(value: Readonly<Record<string, unknown>>): readonly Field[] {
  const fields: Field[] = [];
  for (const [name, inner] of Object.entries(value)) {
    if (fields.length >= MOST_FIELDS) break;
    if (typeof inner === 'object' && inner !== null && !Array.isArray(inner)) {
      for (const [key, leaf] of Object.entries(inner)) fields.push([`${name}.${key}`, asText(leaf)]);
    } else fields.push([name, asText(inner)]);
  }
  return fields.slice(0, MOST_FIELDS);
}

// A key, then a quoted value with escapes or a bare one; linear, as each alternative begins differently.
const PAIR = /([A-Za-z_][\w.\-/]{0,80})=(?:"((?:[^"\\]|\\.){0,8192})"|([^\s"]{0,8192}))(?=\s|$)/g;

/** `key=value` pairs (logfmt); empty where there are fewer than two. */
export function logfmtFields(line: string): readonly Field[] {
  if (!line.includes('=')) return [];
  const fields: Field[] = [];
  for (const [, name = '', quoted, bare] of line.matchAll(PAIR)) {
    if (fields.length >= MOST_FIELDS) break;
    fields.push([name, quoted === undefined ? (bare ?? '') : quoted.replace(/\\(.)/g, '$1')]);
  }
  return fields.length < 2 ? [] : fields;
}

/** `time⇥level⇥scope⇥message` of istiod, the agent and ztunnel (istio.io/istio/pkg/log, ztunnel's own in the same shape). */
export interface IstioLine {
  readonly level: string;
  readonly scope: string | null;
  readonly message: string;
  readonly fields: readonly Field[];
}

const LEVELS = /^(?:trace|debug|info|warn|warning|error|fatal|none)$/;

export function istioLine(line: string): IstioLine | null {
  const [time = '', level = '', ...rest] = line.split('\t', 8);
  if (!/^\d{4}-\d\d-\d\dT/.test(time) || !LEVELS.test(level)) return null;
  const [first = '', second] = rest;
  const scope = second === undefined ? null : first;
  const message = second ?? first;
  return { level, scope, message, fields: logfmtFields(line.slice(time.length + level.length + 2)) };
}
