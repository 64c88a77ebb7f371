/** What the login page says of the reason that stands in its address: a closed set, whatever the address says. */
import 'server-only';
import { isOidcRefusal, OIDC_REFUSALS } from './oidc/refusal';

interface Words {
  readonly message: string;
  readonly hint: string;
}

const KEPT = 'Sign in again. What you have not saved is kept in this browser.';

/** How a session by token ends before its time. */
const ENDINGS: Readonly<Record<string, Words>> = {
  expired: { message: 'Your sign-in has ended.', hint: KEPT },
  'not-accepted': { message: 'The cluster no longer accepts the token that you signed in with.', hint: KEPT },
};

/** null = no reason that Periplus gives. */
export function refusalWords(reason: unknown): Words | null {
  if (isOidcRefusal(reason)) return OIDC_REFUSALS[reason];
  return typeof reason === 'string' && Object.hasOwn(ENDINGS, reason) ? (ENDINGS[reason] ?? null) : null;
}
