import { expect, it } from 'vitest';
import { TAKEN_OUT, withoutSecrets } from './without-secrets';

const KEY = '-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIBtZ\n-----END EC PRIVATE KEY-----\n';

it('takes keys out by the names of their fields, however these are written', () => {
  const dump = {
    secret: {
      name: 'default',
      tls_certificate: {
        certificate_chain: { inline_bytes: 'LS0t' },
        private_key: { inline_bytes: 'c2VjcmV0' },
      },
    },
    tlsCertificate: { privateKey: { inlineString: 'secret' } },
    session_ticket_keys: { keys: ['a'] },
    generic_secret: { secret: 'b' },
  };
  const text = JSON.stringify(withoutSecrets(dump));
  for (const leaked of ['c2VjcmV0', '"secret":"b"', '"secret"}', '["a"]']) expect(text).not.toContain(leaked);
  expect(text).toContain('"name":"default"');
  expect(text).toContain('LS0t');
});

it('takes keys out wherever they stand, in plain text and in base64', () => {
  const hidden = Buffer.from(KEY.repeat(2)).toString('base64');
  expect(withoutSecrets({ a: [KEY], b: { inline_bytes: hidden }, c: 'Bearer abcdefgh.ijkl' })).toEqual({
    a: [TAKEN_OUT],
    b: { inline_bytes: TAKEN_OUT },
    c: TAKEN_OUT,
  });
});

it('leaves certificates and everything else as they are', () => {
  const certificate = `-----BEGIN CERTIFICATE-----\n${'A'.repeat(80)}\n-----END CERTIFICATE-----`;
  const value = {
    chain: certificate,
    base64: Buffer.from(certificate).toString('base64'),
    weight: 3,
    ok: null,
  };
  expect(withoutSecrets(value)).toEqual(value);
});
