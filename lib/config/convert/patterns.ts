/** Texts as RE2 patterns that match exactly them. */
const SPECIAL = /[\\^$.|?*+()[\]{}]/g;

export function literalPattern(text: string): string {
  return text.replace(SPECIAL, '\\$&');
}
