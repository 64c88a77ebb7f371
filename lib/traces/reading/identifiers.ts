/**
 * Trace and span ids as servers write them (hexadecimal of any length and case, or base64 of the bytes)
 * in the one form that the rest of Periplus compares: lower-case hexadecimal of 16 or 32 digits.
 */

const BASE64_OF_8_OR_16_BYTES = /^(?:[A-Za-z0-9+/_-]{11}=?|[A-Za-z0-9+/_-]{22}(?:==)?)$/;

function toHex(text: string): string | null {
  if (/^[0-9a-fA-F]{1,32}$/.test(text)) return text.toLowerCase();
  if (!BASE64_OF_8_OR_16_BYTES.test(text)) return null;
  const bytes = atob(text.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, ''));
  return Array.from(bytes, (byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('');
}

/** 16 digits for a 64-bit id, 32 for a 128-bit one; `null` for anything that is no id, or zero. */
export function traceIdOf(value: unknown): string | null {
  const digits = digitsOf(value);
  return digits === null ? null : digits.padStart(digits.length > 16 ? 32 : 16, '0');
}

/** 16 digits; `null` for anything that is no id, or zero (which stands for "no parent"). */
export function spanIdOf(value: unknown): string | null {
  const digits = digitsOf(value);
  return digits === null || digits.length > 16 ? null : digits.padStart(16, '0');
}

/** Without leading zeros. */
function digitsOf(value: unknown): string | null {
  const hex = typeof value === 'string' ? toHex(value) : null;
  const digits = hex?.replace(/^0+/, '') ?? '';
  return digits === '' ? null : digits;
}
