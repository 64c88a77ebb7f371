/** Widths of a side panel in pixels, where it sets none of its own; also for scripts that stand in a document. */
export const PANEL_LIMITS = { min: 320, max: 720 } as const;
