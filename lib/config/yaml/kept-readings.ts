/**
 * Readings of large texts that were made ahead of time, beside the process that needs them: reading a text of a
 * megabyte takes longer than others should wait. Who reads such a text later finds its reading here.
 */
import { LARGE_TEXT } from './limits';
import type { YamlReading } from './read-yaml';

/** A text is needed by a few steps after each other; more would only fill memory. */
const MOST_KEPT = 8;

const kept = new Map<string, YamlReading>();

export function keepReading(text: string, reading: YamlReading): void {
  kept.delete(text);
  kept.set(text, reading);
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_KEPT) break;
    kept.delete(oldest);
  }
}

/** Undefined where nobody read it ahead, as with every text that is not large. */
export function keptReading(text: string): YamlReading | undefined {
  return text.length < LARGE_TEXT || kept.size === 0 ? undefined : kept.get(text);
}
