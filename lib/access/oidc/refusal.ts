/** Why signing in at a provider came to nothing: a closed set, so that the login page can say it without believing its address. */
import 'server-only';
import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';
import { Fault } from '@/lib/mesh/fault';

export const OIDC_REFUSALS = {
  'attempt-over': {
    message: 'This attempt to sign in is over.',
    hint: 'It took longer than ten minutes, was finished already, or began in another browser. Sign in again.',
  },
  'state-mismatch': {
    message: 'The answer of the provider does not belong to this attempt to sign in.',
    hint: 'Sign in again. If it happens each time, something between the browser and Periplus changes addresses.',
  },
  'provider-down': {
    message: 'The provider of identities does not answer.',
    hint: "Try again in a moment. For whoever runs Periplus: its log has the details; check PERIPLUS_OIDC_ISSUER and the provider's certificate.",
  },
  'provider-refused': {
    message: 'The provider did not let you sign in.',
    hint: 'You may have cancelled, or your account may not use Periplus. Its administrators can say more.',
  },
  'exchange-refused': {
    message: 'The provider refused to confirm the sign-in to Periplus.',
    hint: 'For whoever runs Periplus: check client id, client secret and redirect URI; its log has the details.',
  },
  'bad-token': {
    message: 'The provider answered with a token that cannot be trusted.',
    hint: 'Sign in again. For whoever runs Periplus: its log says what is wrong with it; differing clocks are the usual reason.',
  },
  'no-name': {
    message: 'The provider did not say who you are.',
    hint: 'For whoever runs Periplus: PERIPLUS_OIDC_USER_CLAIM names a claim that the provider does not give.',
  },
  'no-group': {
    message: 'You are in none of the groups that may use Periplus.',
    hint: 'Whoever runs Periplus names them in PERIPLUS_ADMIN_GROUPS and PERIPLUS_VIEWER_GROUPS; PERIPLUS_OIDC_GROUPS_CLAIM is where yours are looked for.',
  },
  'cluster-refused': {
    message: 'The cluster does not accept the token that the provider gave.',
    hint: 'For whoever runs Periplus: the API server must trust this issuer and this client id.',
  },
  'too-large': {
    message: 'The tokens of the provider are too large to be kept in cookies.',
    hint: 'For whoever runs Periplus: ask for fewer claims; groups are the usual reason.',
  },
} as const satisfies Record<string, { readonly message: string; readonly hint: string }>;

export type OidcRefusal = keyof typeof OIDC_REFUSALS;

export function isOidcRefusal(text: unknown): text is OidcRefusal {
  return typeof text === 'string' && Object.hasOwn(OIDC_REFUSALS, text);
}

/** A refusal to be thrown. `cause` is for the log. */
export function oidcRefused(reason: OidcRefusal, cause?: unknown): Fault {
  const { message, hint } = OIDC_REFUSALS[reason];
  return new Fault('unauthenticated', message, { hint, data: { reason }, cause });
}

/** What an error of the library, or of ours, means for who signs in. */
export function refusalOf(error: unknown): OidcRefusal {
  if (error instanceof Fault) {
    const { data } = error;
    if (typeof data === 'object' && data !== null && 'reason' in data && isOidcRefusal(data.reason))
      return data.reason;
    return error.code === 'too-large' ? 'too-large' : 'cluster-refused';
  }
  if (error instanceof AuthorizationResponseError) return 'provider-refused';
  if (error instanceof ResponseBodyError) return error.status >= 500 ? 'provider-down' : 'exchange-refused';
  if (isUnreachable(error)) return 'provider-down';
  return isStateMismatch(error) ? 'state-mismatch' : 'bad-token';
}

const UNREACHABLE = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
]);

/** fetch tells of a network's failure by a bare TypeError; the library's own TypeErrors carry a code. */
function isUnreachable(error: unknown): boolean {
  if (error instanceof ClientError) return UNREACHABLE.has(error.code ?? '') || isUnreachable(error.cause);
  return error instanceof TypeError && error.message === 'fetch failed';
}

/** The library says by a message alone which parameter of the answer was wrong. */
function isStateMismatch(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (/"(state|iss)"/.test(error.message) && !error.message.includes('JWT')) return true;
  return isStateMismatch(error.cause);
}

/** What went wrong, for the log: messages and codes alone, since the library's errors carry whole answers with tokens in them. */
export function why(error: unknown): string {
  const said: string[] = [];
  for (let at: unknown = error; at instanceof Error && said.length < 5; at = at.cause) {
    const code = 'code' in at && typeof at.code === 'string' ? ` (${at.code})` : '';
    const named = 'error' in at && typeof at.error === 'string' ? ` [${at.error}]` : '';
    said.push(`${at.message}${code}${named}`);
  }
  return said.join(': ');
}
