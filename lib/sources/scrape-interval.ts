/** How often the mesh is scraped: as set, else as Prometheus tells. */
import 'server-only';
import { learntFigure } from './learnt-figure';

/** Seconds, where nobody tells: the default of the charts that install Istio's Prometheus. */
const FALLBACK_SECONDS = 15;

/** A function that gives the interval in seconds. `learn` asks Prometheus; null = it does not tell. Never throws. */
export function scrapeInterval(
  configuredSeconds: number | null,
  learn: () => Promise<number | null>,
): () => Promise<number> {
  if (configuredSeconds !== null) return async () => configuredSeconds;
  const learnt = learntFigure(learn);
  return async () => (await learnt()) ?? FALLBACK_SECONDS;
}
