/** AuthorizationPolicy. https://istio.io/latest/docs/reference/config/security/authorization-policy/ */
import { z } from 'zod';
import { atMostOne, objectModel, workloadSelector } from '@/lib/config/model/field-types';

const values = z.array(z.string().min(1)).min(1);

const source = z.strictObject({
  principals: values.optional().describe('Identities of mTLS peers, trust-domain/ns/namespace/sa/account.'),
  notPrincipals: values.optional(),
  requestPrincipals: values.optional().describe('Identities of JWTs, issuer/subject.'),
  notRequestPrincipals: values.optional(),
  namespaces: values.optional().describe('Namespaces of mTLS peers.'),
  notNamespaces: values.optional(),
  serviceAccounts: values.optional().describe('Service accounts, account or namespace/account.'),
  notServiceAccounts: values.optional(),
  ipBlocks: values.optional().describe('Addresses of the direct peer, as CIDR.'),
  notIpBlocks: values.optional(),
  remoteIpBlocks: values.optional().describe('Addresses of the original client.'),
  notRemoteIpBlocks: values.optional(),
});

const operation = z.strictObject({
  hosts: values.optional().describe('Hosts, case-insensitive.'),
  notHosts: values.optional(),
  ports: values.optional().describe('Ports of the container, as text.'),
  notPorts: values.optional(),
  methods: values.optional().describe('HTTP methods, in capitals.'),
  notMethods: values.optional(),
  paths: values.optional().describe('Paths without the query; `*` at one end, or templates.'),
  notPaths: values.optional(),
});

const rule = z.strictObject({
  from: z.array(z.strictObject({ source })).min(1).optional().describe('Who; alternatives.'),
  to: z.array(z.strictObject({ operation })).min(1).optional().describe('What; alternatives.'),
  when: z
    .array(
      z.strictObject({
        key: z.string().min(1).describe('Attribute, e.g. request.headers[x] or source.ip.'),
        values: values.optional(),
        notValues: values.optional(),
      }),
    )
    .min(1)
    .optional()
    .describe('Further conditions; all must hold.'),
});

const target = z.strictObject({
  group: z.string().optional(),
  kind: z.string(),
  name: z.string(),
  namespace: z.string().optional(),
});

const spec = z
  .strictObject({
    selector: workloadSelector.optional(),
    targetRef: target.optional().describe('Gateway or service it is attached to.'),
    targetRefs: z.array(target).optional().describe('Gateways or services it is attached to.'),
    action: z.enum(['ALLOW', 'DENY', 'AUDIT', 'CUSTOM']).optional().describe('ALLOW when left out.'),
    rules: z
      .array(rule.nullable())
      .optional()
      .describe('Alternatives; without any, ALLOW allows nothing; an empty rule matches everything.'),
    provider: z.strictObject({ name: z.string() }).optional().describe('External authorizer of CUSTOM.'),
  })
  .check(atMostOne('selector', 'targetRef', 'targetRefs'))
  .check((context) => {
    const { action = 'ALLOW', rules = [], provider } = context.value;
    const report = (message: string, field: string) =>
      context.issues.push({ code: 'custom', message, input: context.value, path: [field] });
    if ((action === 'DENY' || action === 'CUSTOM') && rules.length === 0)
      report(`${action} needs rules`, 'action');
    if (action === 'CUSTOM' && provider === undefined) report('CUSTOM needs a provider', 'action');
    if (action !== 'CUSTOM' && provider !== undefined) report('provider is for CUSTOM only', 'provider');
  });

export const authorizationPolicyModel = objectModel('AuthorizationPolicy', spec.optional().default({}));
