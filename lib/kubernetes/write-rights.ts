/** What whoever a client asks for may change, remembered for as long as a page full of buttons needs it. */
import 'server-only';
import type { RightsPort } from '@/lib/mesh/rights';
import { SharedAnswers } from '@/lib/shared-answers';
import type { KubernetesClient } from './client';
import { isAllowed } from './rights';

/** Short enough for a right that was just given or taken. */
const KEEP_MS = 30_000;

export function writeRights(client: KubernetesClient): RightsPort {
  const known = new SharedAnswers<boolean>({ keepMs: KEEP_MS, maxWeight: 5_000, weigh: () => 1 });
  return {
    may: (question, signal) =>
      known.get(JSON.stringify(question), (flight) => isAllowed(client, question, flight), signal),
  };
}
