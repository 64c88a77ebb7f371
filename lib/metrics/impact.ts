/**
 * How much of the time spent each row has, from 0 to 1: p95 × rate, scaled from the least to the largest of the rows, as
 * Jaeger's Monitor page defines it. A row alone has 1, rows that are all equal have 0, one without a p95 none.
 */
export function impacts(
  rows: readonly { readonly requestsPerSecond: number; readonly p95Ms: number | null }[],
): (number | null)[] {
  const products = rows.map(({ requestsPerSecond, p95Ms }) =>
    p95Ms === null ? null : p95Ms * requestsPerSecond,
  );
  const known = products.filter((product) => product !== null);
  if (rows.length === 1) return products.map((product) => (product === null ? null : 1));
  const least = Math.min(...known);
  const range = Math.max(...known) - least;
  return products.map((product) => (product === null ? null : range > 0 ? (product - least) / range : 0));
}
