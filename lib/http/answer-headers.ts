/** The headers of every API answer: nothing is stored, sniffed, framed or read by another origin. */
import 'server-only';

const FIXED: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
};

export function answerHeaders(headers: Headers, requestId: string): void {
  for (const [name, value] of Object.entries(FIXED)) headers.set(name, value);
  // A handler may have named more that its answer depends on.
  headers.append('Vary', 'Cookie');
  headers.set('X-Request-Id', requestId);
}
