/** How much nesting is read; every part of the reader keeps to it. */
export const MAX_DEPTH = 64;
