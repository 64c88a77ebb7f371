/**
 * Plain values as the API server reads them: sigs.k8s.io/yaml stands on go-yaml 2, which keeps YAML 1.1's booleans
 * and octal numbers, and follows merge keys. https://pkg.go.dev/sigs.k8s.io/yaml#YAMLToJSON
 */
import { CORE_SCHEMA, defineScalarTag, mergeTag, NOT_RESOLVED } from 'js-yaml';

const TRUE = new Set(['true', 'True', 'TRUE', 'yes', 'Yes', 'YES', 'on', 'On', 'ON', 'y', 'Y']);
const FALSE = new Set(['false', 'False', 'FALSE', 'no', 'No', 'NO', 'off', 'Off', 'OFF', 'n', 'N']);
const WRITTEN_OUT = /^(?:true|false)$/i;

const INTEGER = /^[-+]?(?:0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)$/;

/** What the text is to the API server, where that is a boolean; null for everything else. */
export function booleanOf(text: string): boolean | null {
  if (TRUE.has(text)) return true;
  return FALSE.has(text) ? false : null;
}

/** A boolean that does not look like one: `on`, `yes`, `n`. */
export function isDisguisedBoolean(text: string): boolean {
  return booleanOf(text) !== null && !WRITTEN_OUT.test(text);
}

/** The number that the API server takes for the text; null for none. A leading 0 means octal, `_` is left out. */
export function integerOf(text: string): number | null {
  const plain = text.replaceAll('_', '');
  if (!INTEGER.test(plain)) return null;
  const sign = plain.startsWith('-') ? -1 : 1;
  const digits = plain.replace(/^[-+]/, '');
  const octal = /^0[oO]?([0-7]+)$/.exec(digits)?.[1];
  return sign * (octal === undefined ? Number(digits) : Number.parseInt(octal, 8));
}

/** A number that is another one than it looks like: `0777`. */
export function isDisguisedInteger(text: string): boolean {
  return /^[-+]?0[0-7]+$/.test(text) || (text.includes('_') && integerOf(text) !== null);
}

const bool = defineScalarTag('tag:yaml.org,2002:bool', {
  implicit: true,
  implicitFirstChars: [...'tTfFyYnNoO'],
  resolve: (source) => booleanOf(source) ?? NOT_RESOLVED,
  identify: () => false,
});

const int = defineScalarTag('tag:yaml.org,2002:int', {
  implicit: true,
  implicitFirstChars: [...'-+0123456789'],
  resolve: (source) => integerOf(source) ?? NOT_RESOLVED,
  identify: () => false,
});

export const API_SERVER_SCHEMA = CORE_SCHEMA.withTags(bool, int, mergeTag);
