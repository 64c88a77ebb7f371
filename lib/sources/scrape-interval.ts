/** How often the mesh is scraped: as set, else as Prometheus tells, and never a reason to wait for Prometheus. */
import 'server-only';

/** Seconds, where nobody tells: the default of the charts that install Istio's Prometheus. */
const FALLBACK_SECONDS = 15;

/** A page does not wait longer than this for it; a later call finds what was learnt meanwhile. */
const PATIENCE_MS = 1_000;

/** Milliseconds before a Prometheus that did not answer is asked again. */
const RETRY_MS = 30_000;

/** A function that gives the interval in seconds. `learn` asks Prometheus; null = it does not tell. Never throws. */
export function scrapeInterval(
  configuredSeconds: number | null,
  learn: () => Promise<number | null>,
): () => Promise<number> {
  let seconds = configuredSeconds;
  let askedAtMs = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> = Promise.resolve();
  return async () => {
    if (seconds !== null) return seconds;
    if (Date.now() - askedAtMs > RETRY_MS) {
      askedAtMs = Date.now();
      asking = learn().then(
        (learnt) => {
          seconds = learnt ?? FALLBACK_SECONDS;
        },
        () => undefined,
      );
    }
    await Promise.race([asking, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref())]);
    return seconds ?? FALLBACK_SECONDS;
  };
}
