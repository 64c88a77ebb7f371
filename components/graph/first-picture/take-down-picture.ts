/** Ends what the document's script has begun (`picture-script.ts`). */

declare global {
  /** Gives up the question for the picture. */
  var periplusPicture: AbortController | undefined;
}

/** The page has its own picture, or nothing to draw. */
export function takeDownPicture(): void {
  globalThis.periplusPicture?.abort();
  globalThis.periplusPicture = undefined;
  for (const place of document.querySelectorAll('[data-first-picture]')) place.replaceChildren();
}
