/** How much may be asked at once. Without zod, so that a page can tell before it asks. */

/** Limits of one request, so that nobody takes the store or the browser down. */
export const QUERY_LIMITS = {
  queries: 50,
  /** Characters of one. */
  exprLength: 20_000,
  /** Days of a range. */
  rangeSeconds: 400 * 86_400,
  /** Of one series; Prometheus refuses more. */
  points: 11_000,
  /** Of one answer; the first ones are sent, and how many there were is said. */
  series: 2_000,
  /** Points of one answer over all its series. */
  totalPoints: 400_000,
} as const;
