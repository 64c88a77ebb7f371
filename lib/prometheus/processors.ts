/** How many queries a server can compute side by side: each of them runs on one processor. */
import 'server-only';
import { field, type ReadStatus, readIfPresent } from './status';

/** From `GOMAXPROCS` of the runtime information; null where the store has no such page. */
export async function learnProcessors(read: ReadStatus): Promise<number | null> {
  const count = field(await readIfPresent(read, '/api/v1/status/runtimeinfo'), 'GOMAXPROCS');
  return typeof count === 'number' && count >= 1 ? count : null;
}
