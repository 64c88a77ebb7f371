/** What the form of a host outside the mesh holds. */
import { z } from 'zod';

export const RESOLUTIONS = ['NONE', 'STATIC', 'DNS', 'DNS_ROUND_ROBIN', 'DYNAMIC_DNS'] as const;
export const PORT_PROTOCOLS = ['HTTP', 'HTTPS', 'GRPC', 'HTTP2', 'TLS', 'TCP', 'MONGO'] as const;

export const portSchema = z.object({
  /** Place in the stored list, from which comes what the form does not know; null = new. */
  from: z.number().int().min(0).nullable(),
  number: z.string(),
  name: z.string(),
  protocol: z.enum(PORT_PROTOCOLS),
});
export type OutsidePort = z.infer<typeof portSchema>;

export const outsideHostSchema = z.object({
  namespace: z.string(),
  name: z.string(),
  hosts: z.array(z.string()),
  location: z.enum(['MESH_EXTERNAL', 'MESH_INTERNAL']),
  resolution: z.enum(RESOLUTIONS),
  ports: z.array(portSchema),
  /** Addresses of endpoints; for STATIC, or other names for DNS. */
  endpoints: z.array(z.string()),
  /** `name.namespace` of the Service of an egress gateway; empty = straight from the callers' proxies. */
  egress: z.string(),
  /** A proxy of the mesh encrypts what callers send plainly. */
  origination: z.object({
    mode: z.enum(['NONE', 'SIMPLE', 'MUTUAL']),
    /** Secret beside the proxy that encrypts: its certificate for MUTUAL, and whom it trusts. */
    credentialName: z.string(),
    /** Of the host, where encrypted requests arrive; empty = the port itself. */
    targetPort: z.string(),
  }),
});
export type OutsideHost = z.infer<typeof outsideHostSchema>;
