import { describe, expect, it } from 'vitest';
import { decoyOf, hashForReplicas, hashPassword, verifyPassword } from './password';

describe('passwords', () => {
  it('are told from others by their hash, which says how it was made', { timeout: 60_000 }, async () => {
    const hash = await hashPassword('correct horse battery staple');
    expect(hash).toMatch(/^scrypt\$131072\$8\$1\$/);
    expect(await verifyPassword('correct horse battery staple', hash)).toBe(true);
    expect(await verifyPassword('correct horse battery stapl', hash)).toBe(false);
  });

  it('that stand plain in the settings have the same hash in every process, and another for each user', {
    timeout: 60_000,
  }, async () => {
    const hash = hashForReplicas('correct horse battery staple', 'admin');
    expect(hash).toMatch(/^scrypt\$131072\$8\$1\$/);
    expect(hashForReplicas('correct horse battery staple', 'admin')).toBe(hash);
    expect(hashForReplicas('correct horse battery staple', 'viewer')).not.toBe(hash);
    expect(await verifyPassword('correct horse battery staple', hash)).toBe(true);
    expect(await verifyPassword('correct horse battery', hash)).toBe(false);
  });

  it('are the same however a keyboard composes their letters', async () => {
    const cheap = 'scrypt$16384$8$1$dnrGmYM1MUqOu-RdNZWQDQ$CRgm8hFMaXq8Az3X-KUsaHnoWkkYso21n2V1kM1RGVE';
    expect(await verifyPassword('ａｄｍｉｎ', cheap)).toBe(true);
  });

  it.each([
    '',
    'admin',
    'bcrypt$16384$8$1$aaaaaaaaaaaaaaaaaaaaaa$bbbbbbbb',
    'scrypt$16383$8$1$aaaaaaaaaaaaaaaaaaaaaa$bbbbbbbb',
    'scrypt$1073741824$8$1$aaaaaaaaaaaaaaaaaaaaaa$bbbbbbbb',
    'scrypt$16384$0$1$aaaaaaaaaaaaaaaaaaaaaa$bbbbbbbb',
    'scrypt$16384$8$999$aaaaaaaaaaaaaaaaaaaaaa$bbbbbbbb',
  ])('match nothing when the hash is %j', async (hash) => {
    expect(await verifyPassword('admin', hash)).toBe(false);
  });

  it('are checked against a decoy of the same cost for a user that does not exist', async () => {
    const decoy = decoyOf(
      'scrypt$16384$8$1$dnrGmYM1MUqOu-RdNZWQDQ$CRgm8hFMaXq8Az3X-KUsaHnoWkkYso21n2V1kM1RGVE',
    );
    expect(decoy).toMatch(/^scrypt\$16384\$8\$1\$/);
    expect(await verifyPassword('admin', decoy)).toBe(false);
  });
});
