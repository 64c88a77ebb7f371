/** How the value of an attribute is written. Pure. Values are text, always: nothing in them becomes a link or markup. */
import type { AttributeValue } from '@/lib/traces/model/span';

/** Longer texts are cut until the reader asks for them. */
export const SHOWN_LENGTH = 240;

/** One line for a list. */
export function attributeText(value: AttributeValue): string {
  if (typeof value === 'string') return value;
  if (value === null) return 'null';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Objects, lists, and texts that hold one, with indents; `null` where one line says it all. */
export function indentedText(value: AttributeValue): string | null {
  if (typeof value === 'object' && value !== null) return JSON.stringify(value, null, 2);
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value) || value.length > 1_000_000) return null;
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === 'object' && parsed !== null ? JSON.stringify(parsed, null, 2) : null;
  } catch {
    return null;
  }
}
