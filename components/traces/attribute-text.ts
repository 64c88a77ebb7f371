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

/** What JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Deeper values are shown as text: each level of the tree is a level of the page. */
const MOST_LEVELS = 40;

/** Objects, lists, and texts that hold one; `null` where one line says it all. */
export function treeOf(value: AttributeValue): Json | null {
  if (typeof value === 'object' && value !== null) return value as Json;
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value) || value.length > 1_000_000) return null;
  try {
    const parsed = JSON.parse(value) as Json;
    return typeof parsed === 'object' && parsed !== null && levelsOf(value) <= MOST_LEVELS ? parsed : null;
  } catch {
    return null;
  }
}

/** How deep brackets stand within each other; those within texts count too, which only makes it careful. */
function levelsOf(text: string): number {
  let level = 0;
  let deepest = 0;
  for (const char of text) {
    if (char === '[' || char === '{') level += 1;
    else if (char === ']' || char === '}') level -= 1;
    deepest = Math.max(deepest, level);
  }
  return deepest;
}
