/** The cluster's word on a token in mid-session: asked for once a minute and token, not with each request. */
import 'server-only';
import { createHash } from 'node:crypto';
import { Fault } from '@/lib/mesh/fault';
import type { TokenOwner, TokenReviewer } from '@/lib/mesh/token-reviewer';
import { processWide } from '@/lib/process-wide';
import { SharedAnswers } from '@/lib/shared-answers';

/** How long the API server's word on a token is taken without asking again. */
const BELIEVED_MS = 60_000;

const owners = () =>
  processWide(
    'token-owners',
    () => new SharedAnswers<TokenOwner>({ keepMs: BELIEVED_MS, maxWeight: 10_000, weigh: () => 1 }),
  );

/** The token's owner. A refusal is not kept, so a token that comes to be valid is seen at once. Throws the reviewer's faults. */
export function believedOwner(
  token: string,
  reviewer: TokenReviewer,
  signal: AbortSignal,
): Promise<TokenOwner> {
  return owners().get(keyOf(token), (flight) => reviewer.review(token, flight), signal);
}

/** Whether a fault says that the token itself is no good, and not that nobody could be asked about it. */
export function isRefusal(error: unknown): error is Fault {
  return error instanceof Fault && error.code === 'unauthenticated';
}

/**
 * The cluster has refused the token in answer to something else. Who it belongs to is asked again at the next look: a
 * session that seems to be good would lead from the sign-in straight back to what is refused.
 */
export function disbelieve(token: string): void {
  owners().forget(keyOf(token));
}

function keyOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
