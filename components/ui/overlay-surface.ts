/** The look of everything that opens above the page. As high as a dialog: what is opened in one comes after it, and stands above it. */
export const overlaySurface =
  'overlay-motion z-50 rounded-card border border-line bg-surface text-text shadow-overlay focus:outline-none';
