/** Where a link pattern applies: what it may say, and what that means. Apart from the pattern, so that pages need no zod. */

/** What a link belongs to: the trace, or one attribute of a span, its resource or its events. */
export type LinkPlace = 'traces' | 'attributes' | 'resource' | 'events';

/** OpenTelemetry's words, and Jaeger's older ones beside them. */
export const PLACE_WORDS = {
  traces: 'traces',
  attributes: 'attributes',
  tags: 'attributes',
  resource: 'resource',
  process: 'resource',
  events: 'events',
  logs: 'events',
} as const satisfies Readonly<Record<string, LinkPlace>>;
export type PlaceWord = keyof typeof PLACE_WORDS;

/** Patterns may give one of a thing, or a list. */
export function listOf<T extends string | number | boolean>(value: T | readonly T[]): readonly T[] {
  return typeof value === 'object' ? value : [value];
}
