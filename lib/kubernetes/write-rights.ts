/** What whoever a client asks for may change, remembered for as long as a page full of buttons needs it. */
import 'server-only';
import type { RightsPort } from '@/lib/mesh/rights';
import { processWide } from '@/lib/process-wide';
import { SharedAnswers } from '@/lib/shared-answers';
import type { KubernetesClient } from './client';
import { isAllowed } from './rights';

/** Short enough for a right that was just given or taken. */
const KEEP_MS = 30_000;

const known = () =>
  processWide(
    'write-rights',
    () => new SharedAnswers<boolean>({ keepMs: KEEP_MS, maxWeight: 20_000, weigh: () => 1 }),
  );

/** `scope` names whoever the client asks for, see `scopeKey`. */
export function writeRights(client: KubernetesClient, scope: string): RightsPort {
  return {
    may: (question, signal) =>
      known().get(
        `${scope} ${JSON.stringify(question)}`,
        (flight) => isAllowed(client, question, flight),
        signal,
      ),
  };
}
