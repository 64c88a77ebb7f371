/** How far back the server keeps samples, as far as it tells: a window that begins earlier would be partly empty. */
import 'server-only';
import { durationSeconds } from './duration';
import { field, type ReadStatus, readIfPresent } from './status';

/**
 * Seconds, from `storageRetention` of the runtime information (`15d`, `15d or 512MiB`); null where the store has no
 * such page or keeps by size alone.
 */
export async function learnRetention(read: ReadStatus): Promise<number | null> {
  const text = field(await readIfPresent(read, '/api/v1/status/runtimeinfo'), 'storageRetention');
  if (typeof text !== 'string') return null;
  const spans = text.split(' or ').map((part) => durationSeconds(part.trim()));
  return spans.find((seconds) => seconds !== null) ?? null;
}
