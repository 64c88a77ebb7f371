/** Keys written into a RequestAuthentication: JSON as RFC 7517 has it. */

export type KeysReading = 'public' | 'private' | 'unreadable';

/** Whether the text is a set of keys, and whether private parts are among them. */
export function readJsonWebKeys(text: string): KeysReading {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'unreadable';
  }
  const keys =
    typeof value === 'object' && value !== null ? (value as { readonly keys?: unknown }).keys : undefined;
  if (!Array.isArray(keys) || keys.length === 0) return 'unreadable';
  if (!keys.every((key) => typeof key === 'object' && key !== null && 'kty' in key)) return 'unreadable';
  return keys.some((key: object) => 'd' in key || 'k' in key) ? 'private' : 'public';
}
