/** Gateway of Istio's own API. https://istio.io/latest/docs/reference/config/networking/gateway/ */
import { z } from 'zod';
import { labelMap, objectModel, portNumber } from '@/lib/config/model/field-types';

const PROTOCOLS = [
  'HTTP',
  'HTTPS',
  'HTTP2',
  'GRPC',
  'GRPC-WEB',
  'TLS',
  'TCP',
  'MONGO',
  'MYSQL',
  'REDIS',
] as const;
const TLS_VERSIONS = ['TLS_AUTO', 'TLSV1_0', 'TLSV1_1', 'TLSV1_2', 'TLSV1_3'] as const;

const tls = z
  .strictObject({
    httpsRedirect: z.boolean().optional().describe('Answers plain HTTP with a redirect to HTTPS.'),
    mode: z
      .enum(['PASSTHROUGH', 'SIMPLE', 'MUTUAL', 'AUTO_PASSTHROUGH', 'ISTIO_MUTUAL', 'OPTIONAL_MUTUAL'])
      .optional()
      .describe(
        'SIMPLE ends TLS here; MUTUAL wants a client certificate; PASSTHROUGH leaves it to the destination.',
      ),
    credentialName: z.string().optional().describe('Secret that holds certificate and key.'),
    credentialNames: z.array(z.string()).optional(),
    serverCertificate: z.string().optional(),
    privateKey: z.string().optional(),
    caCertificates: z.string().optional(),
    caCertCredentialName: z.string().optional(),
    caCrl: z.string().optional(),
    tlsCertificates: z
      .array(
        z.strictObject({
          serverCertificate: z.string().optional(),
          privateKey: z.string().optional(),
          caCertificates: z.string().optional(),
        }),
      )
      .optional(),
    subjectAltNames: z.array(z.string()).optional(),
    verifyCertificateSpki: z.array(z.string()).optional(),
    verifyCertificateHash: z.array(z.string()).optional(),
    minProtocolVersion: z.enum(TLS_VERSIONS).optional(),
    maxProtocolVersion: z.enum(TLS_VERSIONS).optional(),
    cipherSuites: z.array(z.string()).optional(),
  })
  .describe('Encryption towards the caller.');

const server = z
  .strictObject({
    port: z
      .strictObject({
        number: portNumber.describe('Port of the gateway’s Service.'),
        name: z.string().min(1).describe('Unique name.'),
        protocol: z
          .string()
          .refine((value) => (PROTOCOLS as readonly string[]).includes(value.toUpperCase()), {
            error: `protocol is one of ${PROTOCOLS.join(', ')}`,
          })
          .describe('What is spoken on the port.'),
        targetPort: portNumber.optional(),
      })
      .describe('Port it listens on.'),
    hosts: z
      .array(z.string().min(1))
      .min(1)
      .describe('Hosts it serves, `namespace/host` narrows who may bind.'),
    tls: tls.optional(),
    bind: z.string().optional(),
    defaultEndpoint: z.string().optional(),
    name: z.string().optional(),
  })
  .check((context) => {
    const { port, tls: encryption } = context.value;
    const protocol = port.protocol.toUpperCase();
    const encrypted = protocol === 'HTTPS' || protocol === 'TLS';
    if (encrypted && encryption === undefined) {
      context.issues.push({
        code: 'custom',
        message: `a ${protocol} server needs tls`,
        input: context.value,
      });
    }
    if (!encrypted && encryption?.mode !== undefined && !encryption.httpsRedirect) {
      const message = `tls.mode is for HTTPS and TLS servers, this one is ${protocol}`;
      context.issues.push({ code: 'custom', message, input: context.value, path: ['tls', 'mode'] });
    }
    const needsSecret = encryption?.mode === 'SIMPLE' || encryption?.mode === 'MUTUAL';
    if (encrypted && needsSecret && !hasCertificate(encryption)) {
      const message = `${encryption.mode} needs credentialName, or serverCertificate and privateKey`;
      context.issues.push({ code: 'custom', message, input: context.value, path: ['tls'] });
    }
  });

function hasCertificate(encryption: z.infer<typeof tls>): boolean {
  return (
    encryption.credentialName !== undefined ||
    encryption.credentialNames !== undefined ||
    encryption.tlsCertificates !== undefined ||
    (encryption.serverCertificate !== undefined && encryption.privateKey !== undefined)
  );
}

const spec = z.strictObject({
  selector: labelMap.optional().describe('Labels of the gateway’s pods; all gateways when left out.'),
  servers: z.array(server).min(1).describe('Ports and hosts that are served.'),
});

export const istioGatewayModel = objectModel('Gateway', spec);
