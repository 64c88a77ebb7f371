/** Has large texts read in the thread before somebody here needs them. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { splitDocuments } from '@/lib/config/yaml/documents';
import { keepReading, keptReading } from '@/lib/config/yaml/kept-readings';
import { LARGE_TEXT } from '@/lib/config/yaml/limits';
import { MAX_TEXT_BYTES } from '@/lib/config/yaml/read-yaml';
import { assessThread } from './thread';

/**
 * Afterwards `readYaml` answers for the large documents in these texts without reading them; null is no text. What
 * the thread cannot read is left to `readYaml`, which says why.
 */
export async function readLargeTexts(
  texts: readonly (string | null)[],
  signal?: AbortSignal,
  thread = assessThread(),
): Promise<void> {
  for (const text of texts) {
    if (text === null || text.length < LARGE_TEXT) continue;
    for (const span of splitDocuments(text)) {
      const length = span.end - span.start;
      if (length < LARGE_TEXT || length > MAX_TEXT_BYTES) continue;
      const own = text.slice(span.start, span.end);
      if (keptReading(own) !== undefined) continue;
      const json = await thread.read(own, signal).catch(() => {
        // Without the thread it is read here, and others wait for that.
        signal?.throwIfAborted();
        return null;
      });
      if (json === null) continue;
      keepReading(own, { kind: 'value', value: JSON.parse(json) });
      // That took its while; what is done with it comes in another turn.
      await nextTurn();
    }
  }
}
