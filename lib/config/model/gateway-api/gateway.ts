/** Gateway of the Gateway API. https://gateway-api.sigs.k8s.io/reference/spec/#gateway */
import { z } from 'zod';
import { labelMap, objectModel, portNumber } from '@/lib/config/model/field-types';

const reference = z.strictObject({
  group: z.string().optional(),
  kind: z.string().optional(),
  namespace: z.string().optional(),
  name: z.string().min(1),
});

const labelSelector = z.strictObject({
  matchLabels: labelMap.optional(),
  matchExpressions: z
    .array(
      z.strictObject({
        key: z.string(),
        operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist']),
        values: z.array(z.string()).optional(),
      }),
    )
    .optional(),
});

const allowedRoutes = z.strictObject({
  namespaces: z
    .strictObject({
      from: z
        .enum(['All', 'Selector', 'Same', 'None'])
        .optional()
        .describe('Same when left out: only its own namespace.'),
      selector: labelSelector.optional().describe('Namespaces by labels, with from: Selector.'),
    })
    .optional(),
  kinds: z.array(z.strictObject({ group: z.string().optional(), kind: z.string() })).optional(),
});

const listener = z
  .strictObject({
    name: z.string().min(1).describe('Name that routes may refer to as sectionName.'),
    hostname: z.string().optional().describe('Host it serves; every host when left out.'),
    port: portNumber.describe('Port it listens on.'),
    protocol: z.string().min(1).describe('HTTP, HTTPS, TLS, TCP or UDP.'),
    tls: z
      .strictObject({
        mode: z.enum(['Terminate', 'Passthrough']).optional(),
        certificateRefs: z.array(reference).optional().describe('Secrets that hold the certificates.'),
        options: labelMap.optional(),
        frontendValidation: z.unknown().optional(),
      })
      .optional()
      .describe('Encryption towards the caller.'),
    allowedRoutes: allowedRoutes.optional().describe('Which routes may attach.'),
  })
  .check((context) => {
    const { protocol, tls } = context.value;
    const report = (message: string, path: string[]) =>
      context.issues.push({ code: 'custom', message, input: context.value, path });
    if (protocol === 'HTTP' && tls !== undefined) report('tls is for HTTPS and TLS listeners', ['tls']);
    if (protocol === 'HTTPS' && tls?.mode === 'Passthrough') {
      report('an HTTPS listener terminates; Passthrough is for TLS', ['tls', 'mode']);
    }
  });

const spec = z.strictObject({
  gatewayClassName: z.string().min(1).describe('Which controller runs it, e.g. istio or istio-waypoint.'),
  listeners: z.array(listener).optional().describe('Ports and hosts that are served.'),
  addresses: z
    .array(z.strictObject({ type: z.string().optional(), value: z.string().optional() }))
    .optional(),
  infrastructure: z
    .strictObject({
      labels: labelMap.optional(),
      annotations: labelMap.optional(),
      parametersRef: z.strictObject({ group: z.string(), kind: z.string(), name: z.string() }).optional(),
    })
    .optional(),
  allowedListeners: z.unknown().optional(),
  backendTLS: z.unknown().optional(),
  tls: z.unknown().optional(),
  defaultScope: z.string().optional(),
});

export const kubernetesGatewayModel = objectModel('Gateway', spec);
