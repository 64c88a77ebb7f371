/** A few dear questions of one person at once; the rest wait their turn, and not without limit. */
import 'server-only';
import { type Gate, GateFull, gate } from '@/lib/access/gate';
import { Fault } from '@/lib/mesh/fault';
import { processWide } from '@/lib/process-wide';

/** Queries: a page of thirty panels asks a hundred of them, of which a store computes a few side by side. */
const LIMITS = { places: 8, waiting: 200 };
/** People whose gate is kept; beyond that the oldest make room. */
const MOST_PEOPLE = 1000;

const gates = () => processWide('query-gates', () => new Map<string, Gate>());

/** Throws `throttled` when too many of the same person wait already. */
export async function askInTurn<T>(person: string, task: () => Promise<T>): Promise<T> {
  try {
    return await gateOf(person)(task);
  } catch (error) {
    if (!(error instanceof GateFull)) throw error;
    throw new Fault('throttled', 'Too many of your queries are waiting.', {
      hint: 'Close pages that you do not need, and try again in a few seconds.',
      data: { retryAfterSeconds: 5 },
    });
  }
}

function gateOf(person: string): Gate {
  const known = gates().get(person);
  if (known !== undefined) return known;
  if (gates().size >= MOST_PEOPLE) gates().delete([...gates().keys()][0] ?? '');
  const made = gate(LIMITS);
  gates().set(person, made);
  return made;
}
