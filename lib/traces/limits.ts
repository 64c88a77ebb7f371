/** How many traces one search finds. Without zod, so that pages may show the numbers. */

/** The most that a search may ask for. */
export const MAX_TRACES = 1500;
/** What it asks for when nothing is said. */
export const DEFAULT_TRACES = 100;

/** Services that one search may name, and that a source is asked for one by one where it cannot search all at once. */
export const MOST_SERVICES = 40;
