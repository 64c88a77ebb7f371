/** Every ID token that is wrong in one thing is refused with a reason, and opens no session. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { GET as callback } from '@/app/api/session/oidc/callback/route';
import { GET as begin } from '@/app/api/session/oidc/route';
import { type Forgery, type ForgingProvider, startForgingProvider } from '@/e2e/servers/oidc/forging';
import type { AuditSink } from '@/lib/access/audit';
import { requestAs, useTestEnvironment } from '@/lib/http/test-requests';
import { replaceProcessWide } from '@/lib/process-wide';

let provider: ForgingProvider;
let auditLines: Record<string, unknown>[];

beforeAll(async () => {
  provider = await startForgingProvider();
});

afterAll(() => provider[Symbol.asyncDispose]());

beforeEach(() => {
  useTestEnvironment({
    PERIPLUS_DEMO_LOGIN: undefined,
    PERIPLUS_LOGIN: 'oidc',
    PERIPLUS_OIDC_ISSUER: provider.issuer,
    PERIPLUS_OIDC_CLIENT_ID: provider.clientId,
    PERIPLUS_OIDC_CLIENT_SECRET: provider.clientSecret,
    PERIPLUS_ADMIN_GROUPS: 'mesh-admins',
  });
  replaceProcessWide('oidc-provider', undefined);
  auditLines = [];
  replaceProcessWide<AuditSink>('audit-sink', (line) => auditLines.push(JSON.parse(line)));
});

const cookiesOf = (response: Response) =>
  response.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');

/** Leaves for the provider and comes back with a code for `forgery`; `change` alters the way back. */
async function signIn(forgery: Forgery, change: (answer: URLSearchParams) => void = () => undefined) {
  const leaving = await begin(await requestAs(null, '/api/session/oidc?next=/graph'));
  const sent = new URL(leaving.headers.get('Location') ?? '').searchParams;
  provider.forge(forgery, sent.get('nonce') ?? '');
  const answer = new URLSearchParams({ code: 'c', state: sent.get('state') ?? '', iss: provider.issuer });
  change(answer);
  const headers = {
    Cookie: cookiesOf(leaving).join('; '),
    'Sec-Fetch-Site': 'cross-site',
    'Sec-Fetch-Mode': 'navigate',
  };
  return callback(await requestAs(null, `/api/session/oidc/callback?${answer}`, { headers }));
}

const hasSession = (response: Response) =>
  cookiesOf(response).some((cookie) => /^periplus-periplus=./.test(cookie));

describe('a right ID token', () => {
  it('opens a session, and the exchange proves that it began here', async () => {
    const response = await signIn({});
    expect([response.status, hasSession(response)]).toEqual([200, true]);
    expect(provider.lastExchange().get('code_verifier')).toMatch(/^[\w-]{43}$/);
    expect(auditLines.at(-1)).toMatchObject({ action: 'sign-in', outcome: 'done', user: 'ada' });
  });
});

const seconds = () => Math.floor(Date.now() / 1000);

const BROKEN: readonly (readonly [string, () => Forgery, string])[] = [
  ['expired', () => ({ claims: { exp: seconds() - 120, iat: seconds() - 600 } }), 'bad-token'],
  ['without an end', () => ({ claims: { exp: undefined } }), 'bad-token'],
  ['with an end that is no number', () => ({ claims: { exp: 'tomorrow' } }), 'bad-token'],
  ['not yet valid', () => ({ claims: { nbf: seconds() + 600 } }), 'bad-token'],
  ['without the time it was made', () => ({ claims: { iat: undefined } }), 'bad-token'],
  ['for another audience', () => ({ claims: { aud: 'another-client' } }), 'bad-token'],
  ['without an audience', () => ({ claims: { aud: undefined } }), 'bad-token'],
  [
    'for several audiences, authorized for another party',
    () => ({ claims: { aud: ['periplus', 'other'], azp: 'other' } }),
    'bad-token',
  ],
  ['of another issuer', () => ({ claims: { iss: 'https://evil.example' } }), 'bad-token'],
  ['without an issuer', () => ({ claims: { iss: undefined } }), 'bad-token'],
  ['without a subject', () => ({ claims: { sub: undefined } }), 'bad-token'],
  ['without a nonce', () => ({ claims: { nonce: undefined } }), 'bad-token'],
  ['with the nonce of another attempt', () => ({ claims: { nonce: 'another' } }), 'bad-token'],
  [
    'unsigned (alg none)',
    () => ({ header: { alg: 'none', kid: undefined }, signed: 'not-at-all' }),
    'bad-token',
  ],
  ['signed by another key', () => ({ signed: 'by-another-key' }), 'bad-token'],
  ['with a spoilt signature', () => ({ signed: 'spoilt' }), 'bad-token'],
  ['without a signature', () => ({ signed: 'not-at-all' }), 'bad-token'],
  ['with the id of no key', () => ({ header: { kid: 'second' }, signed: 'by-another-key' }), 'bad-token'],
  [
    'signed with the public key as a secret (HS256)',
    () => ({ header: { alg: 'HS256' }, signed: 'with-the-public-key-as-secret' }),
    'bad-token',
  ],
  [
    'signed with the client secret (HS256)',
    () => ({ header: { alg: 'HS256' }, signed: 'with-the-client-secret' }),
    'bad-token',
  ],
  ['with a critical header that nobody knows', () => ({ header: { crit: ['exp2'], exp2: 1 } }), 'bad-token'],
  ['that is garbage', () => ({ token: 'garbage' }), 'bad-token'],
  ['that is no JSON inside', () => ({ token: 'aaaa.bbbb.cccc' }), 'bad-token'],
  ['that is no text', () => ({ token: { sub: 'ada' } }), 'bad-token'],
  ['that is missing', () => ({ token: undefined }), 'bad-token'],
  // Of pure chance: what repeats itself is packed, and fits.
  ['of 100 kB', () => ({ claims: { filler: randomBytes(75_000).toString('base64') } }), 'too-large'],
  [
    'of a user with a line break in the name',
    () => ({ claims: { preferred_username: 'ada\r\nSet-Cookie: x=y', sub: 'a\u0000b' } }),
    'no-name',
  ],
  ['of a user without a group', () => ({ claims: { groups: ['cooks'] } }), 'no-group'],
  [
    'of a user whose groups are no list of texts',
    () => ({ claims: { groups: [{ name: 'mesh-admins' }] } }),
    'no-group',
  ],
];

describe('an ID token', () => {
  it.each(BROKEN)('%s is refused', async (_, forgery, reason) => {
    const response = await signIn(forgery());
    expect([response.status, response.headers.get('Location')]).toEqual([
      303,
      `/login?next=%2Fgraph&refused=${reason}`,
    ]);
    expect(hasSession(response)).toBe(false);
    expect(auditLines.at(-1)).toMatchObject({ action: 'sign-in', outcome: 'refused', reason });
  });
});

describe('an answer of the provider', () => {
  it.each([
    ['refuses the code', { status: 400, body: '{"error":"invalid_grant"}' }, 'exchange-refused'],
    ['refuses the client', { status: 401, body: '{"error":"invalid_client"}' }, 'exchange-refused'],
    ['is an error of its own', { status: 503, body: 'down', type: 'text/plain' }, 'provider-down'],
    ['is a page', { status: 200, body: '<html></html>', type: 'text/html' }, 'provider-down'],
  ])('that %s is told apart', async (_, answer, reason) => {
    const response = await signIn({ answer });
    expect(response.headers.get('Location')).toContain(`refused=${reason}`);
  });

  it.each([
    ['with another state', (answer: URLSearchParams) => answer.set('state', 'another'), 'attempt-over'],
    ['without a state', (answer: URLSearchParams) => answer.delete('state'), 'attempt-over'],
    ['with two states', (answer: URLSearchParams) => answer.append('state', 'another'), 'state-mismatch'],
    [
      'of another issuer',
      (answer: URLSearchParams) => answer.set('iss', 'https://evil.example'),
      'state-mismatch',
    ],
    ['without its issuer', (answer: URLSearchParams) => answer.delete('iss'), 'state-mismatch'],
    ['that says no', (answer: URLSearchParams) => answer.set('error', 'access_denied'), 'provider-refused'],
  ] as const)('%s is refused before anything is exchanged', async (_, change, reason) => {
    const response = await signIn({}, change);
    expect(response.headers.get('Location')).toContain(`refused=${reason}`);
    expect(hasSession(response)).toBe(false);
  });
});
