/** Trace ids as people paste them, and as they are compared. */

/** One to 32 hexadecimal digits, any case; leading zeros do not matter, as 64-bit ids are often padded. */
const TRACE_ID = /^[0-9a-fA-F]{1,32}$/;

/** 8 or 16 bytes in base64, as protobuf's JSON has them; its signs for what is missing at the end tell it from hexadecimal. */
const IN_BASE64 = /^(?:[A-Za-z0-9+/]{11}=|[A-Za-z0-9+/]{22}==)$/;

/** The id in lower case with 16 or 32 digits, or `null` where it is none. */
export function parseTraceId(text: string): string | null {
  const written = IN_BASE64.test(text) ? hexOfBase64(text) : text;
  if (!TRACE_ID.test(written)) return null;
  const digits = written.toLowerCase().replace(/^0+/, '');
  if (digits === '') return null;
  return digits.padStart(digits.length > 16 ? 32 : 16, '0');
}

function hexOfBase64(text: string): string {
  return Array.from(atob(text), (byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('');
}

/** The eight digits that are shown where the whole id does not fit. */
export function shortTraceId(traceId: string): string {
  return traceId.slice(0, 8);
}
