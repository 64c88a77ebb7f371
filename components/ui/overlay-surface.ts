/** The look of everything that opens above the page. */
export const overlaySurface =
  'overlay-motion z-40 rounded-card border border-line bg-surface text-text shadow-overlay focus:outline-none';
