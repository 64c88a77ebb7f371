/** How much nesting is read; every part of the reader keeps to it. */
export const MAX_DEPTH = 64;
/**
 * Longer regular expressions are not compiled: that takes seconds, and Istio's proxies refuse programs of more than
 * 32,768 instructions (`re2.max_program_size.error_level`).
 */
export const MAX_PATTERN_LENGTH = 8192;
/** Characters from which a text is large: about 20 ms of checking. */
export const LARGE_TEXT = 30_000;
