/** A figure that a source tells about itself: asked for once, and never a reason to wait for the source. */
import 'server-only';

/** A page does not wait longer than this for it; a later call finds what was learnt meanwhile. */
const PATIENCE_MS = 1_000;

/** Milliseconds before a source that did not answer is asked again. */
const RETRY_MS = 30_000;

/** A function that gives the figure; null = the source does not tell, undefined = it has not answered yet. Never throws. */
export function learntFigure(learn: () => Promise<number | null>): () => Promise<number | null | undefined> {
  let figure: number | null | undefined;
  let askedAtMs = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> = Promise.resolve();
  return async () => {
    if (figure !== undefined) return figure;
    if (Date.now() - askedAtMs > RETRY_MS) {
      askedAtMs = Date.now();
      asking = learn().then(
        (learnt) => {
          figure = learnt;
        },
        () => undefined,
      );
    }
    await Promise.race([asking, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref())]);
    return figure;
  };
}
