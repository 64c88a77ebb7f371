/** A text as a quoted value, or a quoted attribute, of the search language. */
export function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
