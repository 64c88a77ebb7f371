/** The ways in which the traces of a search are told apart into two sets. */

export const SPLITS = ['failed', 'slow', 'moment', 'versions'] as const;
/**
 * Fine and failed, normal and slow, before and after a moment, two values of an attribute (versions, most often). The
 * first set (A) is what is usual, the second (B) what is asked about.
 */
export type Split = (typeof SPLITS)[number];

/** What two versions are told apart by, unless the reader names another field. */
export const DEFAULT_FIELD = 'version';
