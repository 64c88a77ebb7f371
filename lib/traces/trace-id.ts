/** Trace ids as people paste them, and as they are compared. */

/** One to 32 hexadecimal digits, any case; leading zeros do not matter, as 64-bit ids are often padded. */
const TRACE_ID = /^[0-9a-fA-F]{1,32}$/;

/** The id in lower case with 16 or 32 digits, or `null` where it is none. */
export function parseTraceId(text: string): string | null {
  if (!TRACE_ID.test(text)) return null;
  const digits = text.toLowerCase().replace(/^0+/, '');
  if (digits === '') return null;
  return digits.padStart(digits.length > 16 ? 32 : 16, '0');
}

/** The eight digits that are shown where the whole id does not fit. */
export function shortTraceId(traceId: string): string {
  return traceId.slice(0, 8);
}
