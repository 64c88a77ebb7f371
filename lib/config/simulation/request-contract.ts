/** The body of `POST /api/config/simulate`: who asks what of which host, and texts that stand in for stored ones. */
import { z } from 'zod';
import { objectIdSchema } from '@/lib/config/contract';

const name = (what: string) => z.string().trim().min(1, `must name ${what}`).max(253, 'is too long');
const values = (what: string) =>
  z
    .record(
      z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z:[\]-]{1,200}$/, `is no name of a ${what}`),
      z
        .string()
        .max(8192, 'is longer than 8,192 characters')
        .refine((text) => !/[\r\n\0]/.test(text), 'must be one line'),
    )
    .refine((all) => Object.keys(all).length <= 100, `has more than 100 entries`);

export const callerKinds = ['workload', 'gateway', 'outside'] as const;

/**
 * `workload`: its own proxy sends. `gateway`: it enters from outside through this gateway's proxy. `outside`: a client
 * without a proxy calls the service directly.
 */
export const callerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('workload'), namespace: name('a namespace'), name: name('a workload') }),
  z.strictObject({ kind: z.literal('gateway'), namespace: name('a namespace'), name: name('a gateway') }),
  z.strictObject({ kind: z.literal('outside') }),
]);
export type Caller = z.infer<typeof callerSchema>;

export const requestProtocols = ['http', 'https', 'grpc', 'tcp', 'tls', 'udp'] as const;
export type RequestProtocol = (typeof requestProtocols)[number];

/** A JSON Web Token; `valid` false: expired, wrongly signed or malformed. */
export const tokenSchema = z.strictObject({
  issuer: z.string().max(2048),
  subject: z.string().max(2048),
  audiences: z.array(z.string().max(2048)).max(50).default([]),
  claims: z.record(z.string().max(200), z.unknown()).default({}),
  valid: z.boolean().default(true),
});
export type Token = z.infer<typeof tokenSchema>;

export const requestSchema = z.strictObject({
  from: callerSchema,
  to: z
    .string()
    .trim()
    .min(1, 'must name a host')
    .max(253, 'is too long')
    .regex(/^[^\s/:?#@]+$|^[0-9a-fA-F:.]+$/, 'must be a host alone: no scheme, port or path'),
  port: z
    .number()
    .int('must be a whole number')
    .min(1, 'must be 1 to 65535')
    .max(65_535, 'must be 1 to 65535'),
  protocol: z.enum(requestProtocols, `must be one of ${requestProtocols.join(', ')}`).default('http'),
  method: z
    .string()
    .regex(/^[A-Za-z][A-Za-z-]{0,31}$/, 'must be a method such as GET')
    .default('GET'),
  path: z
    .string()
    .max(8192, 'is longer than 8,192 characters')
    .regex(/^\/[^\s\0]*$/, 'must begin with "/" and hold no spaces')
    .default('/'),
  headers: values('header').default({}),
  /** Added to what stands behind `?` in the path. */
  query: values('parameter').default({}),
  /** Name of the TLS handshake; left out it is the host. */
  sni: z.string().trim().max(253, 'is too long').optional(),
  /** Address of the caller. */
  sourceIp: z.union([z.ipv4(), z.ipv6()], 'must be an IP address').optional(),
  /** Null = none. */
  token: tokenSchema.nullable().default(null),
  /** What external authorizers say, by provider; one that is not named is open. */
  external: z.record(z.string().max(253), z.enum(['allow', 'deny'])).default({}),
});
export type SimulationRequest = z.infer<typeof requestSchema>;

/** A text in the place of what is stored; null = deleted. */
export const draftSchema = z.strictObject({ id: objectIdSchema, text: z.string().nullable() });
export type Draft = z.infer<typeof draftSchema>;

export const simulateSchema = z.strictObject({
  request: requestSchema,
  drafts: z.array(draftSchema).max(50, 'holds more than 50 texts').default([]),
  /** The window whose traffic is compared with the answer, Unix seconds or the last so many; null = none. */
  window: z
    .union([
      z.strictObject({ last: z.number().positive() }),
      z.strictObject({ from: z.number(), to: z.number() }),
    ])
    .nullable()
    .default(null),
});
export type SimulateBody = z.infer<typeof simulateSchema>;
