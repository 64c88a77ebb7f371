/** What the gateway's form holds, whichever API it is written in. */
import { z } from 'zod';
import type { ObjectId } from '@/lib/config/store';
import { labelsSchema } from './form-object';

export const SERVER_PROTOCOLS = ['HTTP', 'HTTPS', 'HTTP2', 'GRPC', 'TLS', 'TCP', 'MONGO'] as const;
export const TLS_MODES = ['NONE', 'SIMPLE', 'MUTUAL', 'PASSTHROUGH'] as const;

const serverSchema = z.object({
  /** Place in the stored list, from which comes what the form does not know; null = new. */
  from: z.number().int().min(0).nullable(),
  port: z.string(),
  protocol: z.enum(SERVER_PROTOCOLS),
  hosts: z.array(z.string()),
  tls: z.enum(TLS_MODES),
  /** Secret with the certificate, in the namespace of the gateway's pods. */
  credentialName: z.string(),
  /** Callers in plain HTTP are sent to HTTPS. */
  redirect: z.boolean(),
});
export type GatewayServer = z.infer<typeof serverSchema>;

export const gatewaySchema = z.object({
  api: z.enum(['istio', 'gateway-api']),
  namespace: z.string(),
  name: z.string(),
  /** Of the gateway's pods; Istio's API only. */
  selector: labelsSchema,
  /** Gateway API only. */
  className: z.string(),
  servers: z.array(serverSchema),
  /** `namespace/name` of VirtualServices or HTTPRoutes that use it. */
  routes: z.array(z.string()),
});
export type GatewayState = z.infer<typeof gatewaySchema>;

export function gatewayId({
  api,
  namespace,
  name,
}: Pick<GatewayState, 'api' | 'namespace' | 'name'>): ObjectId {
  const group = api === 'istio' ? 'networking.istio.io' : 'gateway.networking.k8s.io';
  return { group, kind: 'Gateway', namespace, name };
}
