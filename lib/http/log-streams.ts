/** How many logs one user may read at once: each holds a connection to the API server. */
import 'server-only';
import { Fault } from '@/lib/mesh/fault';
import { processWide } from '@/lib/process-wide';

const MOST_PER_USER = 6;

const counts = () => processWide('log-streams', () => new Map<string, number>());

/** Throws `throttled` beyond the limit; else a function that gives the place back, harmless when called twice. */
export function takeLogStream(user: string): () => void {
  const taken = counts().get(user) ?? 0;
  if (taken >= MOST_PER_USER) {
    throw new Fault('throttled', `${user} reads ${MOST_PER_USER} logs already.`, {
      hint: 'Close one of the pages that follow a log.',
    });
  }
  counts().set(user, taken + 1);
  let held = true;
  return () => {
    if (!held) return;
    held = false;
    const left = (counts().get(user) ?? 1) - 1;
    if (left <= 0) counts().delete(user);
    else counts().set(user, left);
  };
}
