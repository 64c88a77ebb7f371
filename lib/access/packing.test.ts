import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { pack, unpack } from './packing';

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const noise = (count: number, seed: string) =>
  Array.from({ length: Math.ceil(count / 43) }, (_, at) =>
    createHash('sha256').update(`${seed}${at}`).digest('base64url'),
  )
    .join('')
    .slice(0, count);

/** As a provider writes it: RS256, and groups by the ids of a directory. */
function jwt(groups: readonly string[]): string {
  const claims = { iss: 'https://login.example.org', sub: 'grace', name: 'Grace – ☕', groups };
  return `${encoded({ alg: 'RS256', kid: 'one' })}.${encoded(claims)}.${noise(342, 'signature')}`;
}
const ids = (count: number) =>
  Array.from({ length: count }, (_, at) => {
    const hex = createHash('sha256').update(`group ${at}`).digest('hex');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
      '-',
    );
  });
const lengthOf = (value: object) => JSON.stringify(value).length;

describe('a session made short', () => {
  it('comes back to the letter, and takes less than half', () => {
    const groups = ids(200);
    const session = { id: 'x', grant: { kind: 'token', groups, token: jwt(groups), endsAtMs: null } };
    const packed = pack(session);
    expect(unpack(packed)).toEqual(session);
    expect(lengthOf(packed)).toBeLessThan(lengthOf(session) * 0.45);
  });

  it('holds the same groups in two tokens once', () => {
    const names = Array.from({ length: 150 }, (_, at) => `team-${at}-of-the-shop`);
    const grant = { idToken: jwt(names), accessToken: jwt(names), refreshToken: noise(900, 'refresh') };
    const packed = pack({ grant });
    expect(unpack(packed)).toEqual({ grant });
    expect(lengthOf(packed)).toBeLessThan(lengthOf({ grant }) * 0.3);
  });

  it('is left as it is where it is short, or noise', () => {
    const short = { grant: { token: jwt([]) } };
    expect(pack(short)).toBe(short);
    const random = { token: noise(9_000, 'opaque') };
    expect(lengthOf(pack(random))).toBeLessThanOrEqual(lengthOf(random));
    expect(unpack(pack(random))).toEqual(random);
  });

  it.each([
    ['another writing of the same bytes', 'e30='],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0xfd]).toString('base64url')],
    ['letters of no alphabet', '!!'],
    ['nothing', ''],
  ])('does not lose a letter of a token with %s in it', (_, middle) => {
    const token = `${encoded({ alg: 'RS256' })}.${middle}.${noise(342, 'signature')}`;
    const session = { token, groups: ids(60), further: `${token}.${token}` };
    expect(unpack(pack(session))).toEqual(session);
  });

  it('takes nothing for packed that is not', () => {
    expect(unpack({ packed: 'AAAA' })).toBeNull();
    expect(unpack({ packed: 7 })).toEqual({ packed: 7 });
    expect(unpack(null)).toBeNull();
  });
});
