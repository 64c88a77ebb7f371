/** What the cluster's word on a token means for a session under way. */
import 'server-only';
import { createHash } from 'node:crypto';
import { Fault } from '@/lib/mesh/fault';
import type { TokenOwner, TokenReviewer } from '@/lib/mesh/token-reviewer';
import { SharedAnswers } from '@/lib/shared-answers';

/** How long the API server's word on a token is taken without asking again. */
const BELIEVED_MS = 60_000;

/**
 * The same reviewer that asks about each token once a minute, for requests in mid-session. A refusal is not kept, so a
 * token that comes to be valid is seen at once.
 */
export function believing(reviewer: TokenReviewer, nowMs: () => number = Date.now): TokenReviewer {
  const owners = new SharedAnswers<TokenOwner>({
    keepMs: BELIEVED_MS,
    maxWeight: 10_000,
    weigh: () => 1,
    nowMs,
  });
  return {
    review: (token, signal) =>
      owners.get(
        createHash('sha256').update(token).digest('base64url'),
        (flight) => reviewer.review(token, flight),
        signal,
      ),
  };
}

/** Whether a fault says that the token itself is no good, and not that nobody could be asked about it. */
export function isRefusal(error: unknown): error is Fault {
  return error instanceof Fault && error.code === 'unauthenticated';
}
