import { expect, it } from 'vitest';
import { plausibleToken, tokenEndsAtMs } from './bearer-token';

const NOW_MS = 1_700_000_000_000;
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = (claims: object, header: object = { alg: 'RS256' }) => `${part(header)}.${part(claims)}.c2ln`;

it('takes off what pasting adds, and nothing else', () => {
  const token = jwt({ sub: 'grace' });
  expect(plausibleToken(`  Bearer ${token}\n`, NOW_MS)).toBe(token);
  expect(plausibleToken('opaque-token_of.a~cluster+/==', NOW_MS)).toBe('opaque-token_of.a~cluster+/==');
});

it.each([
  ['letters of no token', 'aa bb', { data: { reason: 'not-a-token' } }],
  ['no signature', jwt({}, { alg: 'none' }), { data: { reason: 'unsigned' } }],
  ['an end long ago', jwt({ exp: NOW_MS / 1000 - 3600 }), { data: { reason: 'expired' } }],
  ['a beginning to come', jwt({ nbf: NOW_MS / 1000 + 3600 }), { data: { reason: 'not-yet-valid' } }],
  ['more than any token is long', 'a'.repeat(50_000), { code: 'too-large' }],
])('refuses %s before anybody is asked', (_, token, refusal) => {
  const refused = () => plausibleToken(token, NOW_MS);
  expect(refused).toThrow();
  try {
    refused();
  } catch (error) {
    expect(error).toMatchObject({ ...refusal, hint: expect.stringMatching(/\.$/) });
  }
});

it('lets a long token of many groups come to the cluster, whose word counts', () => {
  const token = jwt({
    groups: Array.from({ length: 300 }, (_, at) => `group-${at}-of-a-directory-with-long-names`),
  });
  expect(token.length).toBeGreaterThan(16_000);
  expect(plausibleToken(token, NOW_MS)).toBe(token);
});

it('reads the end of a JWT, and none of anything else', () => {
  expect(tokenEndsAtMs(jwt({ exp: 1_700_000_000 }))).toBe(NOW_MS);
  expect(tokenEndsAtMs(jwt({}))).toBeNull();
  expect(tokenEndsAtMs('opaque')).toBeNull();
});
