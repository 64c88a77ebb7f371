/** How a gateway or a sidecar ends TLS of callers. */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import type { Checked } from '@/lib/config/model/rule';
import { refuse } from './rules';

const VERSIONS = ['TLS_AUTO', 'TLSV1_0', 'TLSV1_1', 'TLSV1_2', 'TLSV1_3'] as const;
const VERSION_MEANING = {
  TLS_AUTO: 'the proxy chooses',
  TLSV1_0: 'TLS 1.0, broken',
  TLSV1_1: 'TLS 1.1, broken',
  TLSV1_2: 'TLS 1.2',
  TLSV1_3: 'TLS 1.3',
};

/** What Envoy's BoringSSL takes by name. */
const CIPHERS: ReadonlySet<string> = new Set([
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
  'ECDHE-PSK-CHACHA20-POLY1305',
  'ECDHE-ECDSA-AES128-SHA',
  'ECDHE-RSA-AES128-SHA',
  'ECDHE-PSK-AES128-CBC-SHA',
  'AES128-GCM-SHA256',
  'AES128-SHA',
  'PSK-AES128-CBC-SHA',
  'ECDHE-ECDSA-AES256-SHA',
  'ECDHE-RSA-AES256-SHA',
  'ECDHE-PSK-AES256-CBC-SHA',
  'AES256-GCM-SHA384',
  'AES256-SHA',
  'PSK-AES256-CBC-SHA',
  'DES-CBC3-SHA',
]);

const cipherSuites = z.array(z.string()).check((checked) => {
  const list = checked.value;
  for (const [index, suite] of list.entries()) {
    if (list.indexOf(suite) !== index) refuse(checked, 'PER0071', `${suite} is listed twice`, [index]);
    else if (!suite.split('|').every((name) => CIPHERS.has(name.replace(/^\[|\]$/g, '')))) {
      refuse(checked, 'PER0071', `${suite} is not known to the proxy, which ignores it`, [index]);
    }
  }
});

const tlsCertificate = z.strictObject({
  serverCertificate: field(z.string(), 'File in the proxy with the certificate.').optional(),
  privateKey: field(z.string(), 'File in the proxy with the key to it.').optional(),
  caCertificates: field(z.string(), 'File with the authorities of clients.').optional(),
});

const settings = z.strictObject({
  httpsRedirect: field(z.boolean(), 'Answers plain HTTP with a redirect to HTTPS.', {
    default: 'false',
  }).optional(),
  mode: field(
    z.enum(['PASSTHROUGH', 'SIMPLE', 'MUTUAL', 'AUTO_PASSTHROUGH', 'ISTIO_MUTUAL', 'OPTIONAL_MUTUAL']),
    'Where TLS ends and who shows a certificate.',
    {
      default: 'PASSTHROUGH',
      values: {
        PASSTHROUGH: 'TLS goes on to the destination that a VirtualService chooses by server name',
        SIMPLE: 'TLS ends here; only the server shows a certificate',
        MUTUAL: 'TLS ends here; clients must show a certificate',
        AUTO_PASSTHROUGH: 'TLS goes on to the destination that the server name encodes; between clusters',
        ISTIO_MUTUAL: 'mTLS with the certificates that Istio issues',
        OPTIONAL_MUTUAL: 'TLS ends here; a client’s certificate is checked when it shows one',
      },
    },
  ).optional(),
  credentialName: field(
    z.string(),
    'Secret with certificate and key, in the namespace of the gateway’s pods.',
    {
      names: 'secret',
    },
  ).optional(),
  credentialNames: field(z.array(z.string()).max(2), 'Secrets with certificates of different kinds of key.', {
    names: 'secret',
    since: '1.28',
  }).optional(),
  serverCertificate: field(z.string(), 'File in the proxy with the certificate.').optional(),
  privateKey: field(z.string(), 'File in the proxy with the key to it.').optional(),
  caCertificates: field(z.string(), 'File with the authorities of clients, for MUTUAL.').optional(),
  caCertCredentialName: field(z.string(), 'Secret with the authorities of clients only.', {
    names: 'secret',
    since: '1.27',
  }).optional(),
  caCrl: field(z.string(), 'File with client certificates that are withdrawn.', { since: '1.24' }).optional(),
  tlsCertificates: field(
    z.array(tlsCertificate).max(2),
    'Certificates of different kinds of key, as files.',
    {
      since: '1.27',
    },
  ).optional(),
  subjectAltNames: field(z.array(z.string()), 'Names that a client’s certificate may have.', {
    default: 'any',
  }).optional(),
  verifyCertificateSpki: field(
    z.array(z.string()),
    'Hashes (base64) of the public keys that clients may have.',
  ).optional(),
  verifyCertificateHash: field(
    z.array(z.string()),
    'Hashes (hex) of the certificates that clients may have.',
  ).optional(),
  minProtocolVersion: field(z.enum(VERSIONS), 'Oldest version of TLS that is spoken.', {
    default: 'TLSV1_2',
    values: VERSION_MEANING,
  }).optional(),
  maxProtocolVersion: field(z.enum(VERSIONS), 'Newest version of TLS that is spoken.', {
    default: 'TLSV1_3',
    values: VERSION_MEANING,
  }).optional(),
  cipherSuites: field(cipherSuites, 'Cipher suites that are spoken up to TLS 1.2.', {
    default: 'the proxy’s own',
  }).optional(),
  insecureSkipVerify: field(z.boolean().nullable(), 'Believes every client certificate.', {
    default: 'false',
    since: '1.31',
  }).optional(),
});

export type ServerTls = z.infer<typeof settings>;

export const serverTls = settings.check((checked) => {
  const { mode, insecureSkipVerify } = checked.value;
  switch (mode) {
    case 'SIMPLE':
    case 'MUTUAL':
    case 'OPTIONAL_MUTUAL':
      checkCertificate(checked, mode !== 'SIMPLE' && insecureSkipVerify !== true);
      break;
    case 'ISTIO_MUTUAL':
      for (const name of givenCertificates(checked.value)) {
        refuse(checked, 'PER0069', `ISTIO_MUTUAL uses Istio’s own certificates; leave ${name} out`, [name]);
      }
      break;
    case 'PASSTHROUGH':
    case 'AUTO_PASSTHROUGH':
      for (const name of givenCertificates(checked.value)) {
        refuse(checked, 'PER0070', `${mode} does not end TLS here, so ${name} has no effect`, [name]);
      }
      break;
    default:
  }
});

const CERTIFICATES = [
  'credentialName',
  'credentialNames',
  'tlsCertificates',
  'serverCertificate',
  'privateKey',
  'caCertificates',
  'caCertCredentialName',
] as const;

function givenCertificates(tls: ServerTls): readonly (typeof CERTIFICATES)[number][] {
  return CERTIFICATES.filter((name) => (tls[name]?.length ?? 0) > 0);
}

function checkCertificate(checked: Checked<ServerTls>, needsAuthorities: boolean): void {
  const tls = checked.value;
  const given = new Set<string>(givenCertificates(tls));
  const sources = ['credentialName', 'credentialNames', 'tlsCertificates', 'serverCertificate'].filter(
    (name) => given.has(name),
  );
  if (sources.length > 1) {
    refuse(checked, 'PER0069', `${sources.join(' and ')} exclude each other; keep one`, [sources[1] ?? '']);
    return;
  }
  const isByFile = given.has('serverCertificate') && given.has('privateKey');
  if (sources.length === 0 || (given.has('serverCertificate') && !isByFile)) {
    refuse(checked, 'PER0069', `${tls.mode} needs credentialName, or serverCertificate and privateKey`);
  } else if (
    isByFile &&
    needsAuthorities &&
    !given.has('caCertificates') &&
    !given.has('caCertCredentialName')
  ) {
    refuse(checked, 'PER0069', `${tls.mode} needs caCertificates, or clients cannot be checked`);
  }
}
