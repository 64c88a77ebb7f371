/** How a proxy encrypts towards a destination. */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import type { Checked } from '@/lib/config/model/rule';
import { refuse } from './rules';

const settings = z.strictObject({
  mode: field(z.enum(['DISABLE', 'SIMPLE', 'MUTUAL', 'ISTIO_MUTUAL']), 'How the connection is encrypted.', {
    default: 'DISABLE, as soon as tls is given',
    values: {
      DISABLE: 'plain text',
      SIMPLE: 'TLS; only the server shows a certificate',
      MUTUAL: 'TLS; both show certificates, those named here',
      ISTIO_MUTUAL: 'mTLS with the certificates that Istio issues',
    },
  }).optional(),
  clientCertificate: field(
    z.string(),
    'File in the proxy with the client’s certificate, for MUTUAL.',
  ).optional(),
  privateKey: field(z.string(), 'File in the proxy with the key to it, for MUTUAL.').optional(),
  caCertificates: field(z.string(), 'File with the authorities that may sign the server’s certificate.', {
    default: 'those of the operating system',
  }).optional(),
  credentialName: field(
    z.string(),
    'Secret with the certificates, in the namespace of the proxy. Sidecars use it only with a workloadSelector.',
    {
      names: 'secret',
    },
  ).optional(),
  subjectAltNames: field(z.array(z.string()), 'Names that the server’s certificate may have.', {
    default: 'the host that was called',
  }).optional(),
  sni: field(z.string(), 'Server name told in the handshake.', {
    default: 'the host that was called',
    names: 'host',
  }).optional(),
  insecureSkipVerify: field(z.boolean().nullable(), 'Believes every certificate.', {
    default: 'false',
    since: '1.11',
  }).optional(),
  caCrl: field(z.string(), 'File with certificates that are withdrawn.', { since: '1.24' }).optional(),
});

type Settings = z.infer<typeof settings>;

export const clientTls = settings.check((checked) => {
  checkCredential(checked);
  checkSkipping(checked);
});

const FILES = ['clientCertificate', 'privateKey', 'caCertificates', 'caCrl'] as const;

function checkCredential(checked: Checked<Settings>): void {
  const { mode, credentialName } = checked.value;
  const hasCredential = credentialName !== undefined && credentialName !== '';
  if (hasCredential && (mode === 'SIMPLE' || mode === 'MUTUAL')) {
    const file = FILES.find((name) => checked.value[name]);
    if (file !== undefined) {
      refuse(checked, 'PER0065', `credentialName and ${file} exclude each other; keep one`, [file]);
    }
  } else if (mode === 'MUTUAL') {
    for (const file of ['clientCertificate', 'privateKey'] as const) {
      if (!checked.value[file]) {
        refuse(checked, 'PER0065', `MUTUAL needs ${file}, or credentialName in its place`, ['mode']);
      }
    }
  }
}

/** Nothing is verified, so what would be verified against contradicts it. */
function checkSkipping(checked: Checked<Settings>): void {
  const { mode, insecureSkipVerify, caCertificates, subjectAltNames } = checked.value;
  if (insecureSkipVerify !== true || (mode !== 'SIMPLE' && mode !== 'MUTUAL')) return;
  const against = caCertificates ? 'caCertificates' : subjectAltNames?.length ? 'subjectAltNames' : null;
  if (against !== null) {
    refuse(checked, 'PER0065', `insecureSkipVerify and ${against} contradict each other`, [against]);
  }
}
