/**
 * `POST /api/config/simulate`: one request, asked of the configuration as it is stored or with texts that are not
 * saved in place. Shares are fractions of 1, times are in seconds. Shared by server and browser.
 */
import { z } from 'zod';
import { objectIdSchema } from '@/lib/config/contract';
import { warningSchema } from '@/lib/mesh/warning';

import { callerKinds, requestProtocols } from './request-contract';

/** Where something is written: a line of the object's text, or of the draft in its place. */
export const placeSchema = z.object({
  object: objectIdSchema,
  /** Null where the object as a whole is meant. */
  line: z.number().nullable(),
  isDraft: z.boolean(),
});
export type Place = z.infer<typeof placeSchema>;

const stepSchema = z.object({
  kind: z.enum(['considered', 'skipped', 'chosen']),
  text: z.string(),
  place: placeSchema.nullable(),
});
export type Step = z.infer<typeof stepSchema>;

const workloadNameSchema = z.object({ namespace: z.string(), name: z.string() });
const planeSchema = z.enum(['sidecar', 'ambient', 'gateway', 'waypoint', 'none']);
export type Plane = z.infer<typeof planeSchema>;

const policySchema = z.object({
  action: z.enum(['ALLOW', 'DENY', 'AUDIT', 'CUSTOM']),
  name: z.string(),
  verdict: z.enum(['matches', 'no-match', 'depends', 'unsupported']),
  because: z.string(),
  isDryRun: z.boolean(),
  place: placeSchema.nullable(),
});

/** One proxy that enforces policies. */
const pointSchema = z.object({
  /** "the gateway istio-ingressgateway", "waypoint hello in ambient-lab", … */
  title: z.string(),
  kind: z.enum(['sidecar', 'ztunnel', 'gateway', 'waypoint']),
  verdict: z.enum(['allowed', 'denied', 'depends']),
  because: z.string(),
  httpStatus: z.number().nullable(),
  decidedBy: placeSchema.nullable(),
  policies: z.array(policySchema),
  token: z.object({ kind: z.enum(['accepted', 'none', 'rejected', 'open']), because: z.string() }),
  /** Null = no policy is on trial here. */
  withDryRun: z.object({ verdict: z.enum(['allowed', 'denied', 'depends']), because: z.string() }).nullable(),
  skipped: z.array(stepSchema),
});
export type AccessPoint = z.infer<typeof pointSchema>;

export const accessSchema = z.object({
  verdict: z.enum(['allowed', 'denied', 'depends']),
  because: z.string(),
  httpStatus: z.number().nullable(),
  dependsOn: z.array(z.string()),
  points: z.array(pointSchema),
});
export type Access = z.infer<typeof accessSchema>;

export const encryptionSchema = z.object({
  transport: z.enum(['mtls', 'hbone', 'tls', 'application-tls', 'plaintext']),
  encrypted: z.boolean(),
  breaks: z.string().nullable(),
  server: z.object({ mode: z.string(), place: placeSchema.nullable() }).nullable(),
  client: z.object({ mode: z.string(), place: placeSchema.nullable() }),
  steps: z.array(stepSchema),
});
export type Encryption = z.infer<typeof encryptionSchema>;

/** A workload that may answer; of a host outside the mesh the host itself. */
const serverSchema = z.object({
  namespace: z.string().nullable(),
  name: z.string(),
  labels: z.record(z.string(), z.string()),
  plane: planeSchema,
  /** Pods or machines; null = not known. */
  replicas: z.number().nullable(),
  /** Of the destination's requests. */
  share: z.number(),
  /** Null: a host outside the mesh, whose policies are its own. */
  access: accessSchema.nullable(),
  encryption: encryptionSchema.nullable(),
});
export type Server = z.infer<typeof serverSchema>;

const headerChangeSchema = z.object({
  set: z.record(z.string(), z.string()),
  add: z.record(z.string(), z.string()),
  remove: z.array(z.string()),
});
const headersSchema = z.object({ request: headerChangeSchema, response: headerChangeSchema });

const limitsSchema = z.object({
  connectionPool: z
    .object({
      maxConnections: z.number().nullable(),
      connectTimeoutSeconds: z.number().nullable(),
      http1MaxPendingRequests: z.number().nullable(),
      http2MaxRequests: z.number().nullable(),
      maxRequestsPerConnection: z.number().nullable(),
      maxRetries: z.number().nullable(),
    })
    .nullable(),
  outlierDetection: z
    .object({
      consecutive5xxErrors: z.number(),
      consecutiveGatewayErrors: z.number(),
      intervalSeconds: z.number(),
      baseEjectionSeconds: z.number(),
      maxEjectionPercent: z.number(),
      minHealthPercent: z.number(),
    })
    .nullable(),
  loadBalancer: z.string(),
  hashedBy: z.string().nullable(),
  poolPlace: placeSchema.nullable(),
  outlierPlace: placeSchema.nullable(),
});
export type Limits = z.infer<typeof limitsSchema>;

const destinationStates = z.enum(['ready', 'no-cluster', 'no-healthy-upstream']);

const destinationSchema = z.object({
  host: z.string(),
  subset: z.string().nullable(),
  port: z.number(),
  share: z.number(),
  state: destinationStates,
  because: z.string().nullable(),
  external: z.boolean(),
  /** The DestinationRule's subset, else its host, else null. */
  rule: placeSchema.nullable(),
  limits: limitsSchema,
  headers: headersSchema,
  servers: z.array(serverSchema),
});
export type Destination = z.infer<typeof destinationSchema>;

const placesSchema = z.object({
  route: placeSchema.nullable(),
  match: placeSchema.nullable(),
  delay: placeSchema.nullable(),
  abort: placeSchema.nullable(),
  timeout: placeSchema.nullable(),
  retries: placeSchema.nullable(),
  mirror: placeSchema.nullable(),
  rewrite: placeSchema.nullable(),
  headers: placeSchema.nullable(),
});

/** What a rule that forwards does on the way. */
const forwardingSchema = z.object({
  protocol: z.enum(['http', 'tcp', 'tls', 'udp']),
  fault: z.object({
    delay: z.object({ seconds: z.number(), share: z.number() }).nullable(),
    abort: z
      .object({ httpStatus: z.number().nullable(), grpcStatus: z.string().nullable(), share: z.number() })
      .nullable(),
  }),
  timeoutSeconds: z.number().nullable(),
  retries: z.object({
    attempts: z.number(),
    perTryTimeoutSeconds: z.number().nullable(),
    retryOn: z.array(z.string()),
    isDefault: z.boolean(),
  }),
  mirrors: z.array(
    z.object({
      host: z.string(),
      subset: z.string().nullable(),
      port: z.number(),
      share: z.number(),
      state: destinationStates,
    }),
  ),
  rewrite: z.object({ path: z.string().nullable(), authority: z.string().nullable() }),
  headers: headersSchema,
  /** Origins that the proxy lets browsers call from; null = left to the application. */
  corsOrigins: z.array(z.string()).nullable(),
});
export type Forwarding = z.infer<typeof forwardingSchema>;

export const outcomeKinds = [
  'routed',
  'no-cluster',
  'no-healthy-upstream',
  'redirect',
  'direct-response',
  'not-found',
  'passthrough',
  'blackhole',
  /** A client without a proxy calls a name that nothing in the mesh has. */
  'unknown-host',
] as const;

export const routeSchema = z.object({
  kind: z.enum(outcomeKinds),
  httpStatus: z.number().nullable(),
  /** Of a redirect. */
  location: z.string().nullable(),
  /** Of a direct response. */
  body: z.string().nullable(),
  /** Why nothing took it. */
  because: z.string().nullable(),
  matched: z
    .object({
      object: objectIdSchema,
      protocol: z.enum(['http', 'tcp', 'tls', 'udp']),
      routeIndex: z.number(),
      routeName: z.string().nullable(),
      matchIndex: z.number().nullable(),
      /** Rules of that object, this one among them. */
      ruleCount: z.number(),
    })
    .nullable(),
  places: placesSchema,
  steps: z.array(stepSchema),
  /** Null where nothing is forwarded. */
  forwarding: forwardingSchema.nullable(),
  destinations: z.array(destinationSchema),
  /** Headers that rules and policies on the way look at, in lower case. */
  headersRead: z.array(z.string()),
});
export type RouteAnswer = z.infer<typeof routeSchema>;

const tones = z.enum(['good', 'caution', 'bad', 'quiet']);
const chipSchema = z.object({ tone: tones, text: z.string() });
export type Chip = z.infer<typeof chipSchema>;

export const verdictSchema = z.object({
  tone: tones,
  /** "Allowed, encrypted, goes to reviews v2". */
  sentence: z.string(),
  /** What else the reader should know, in a few words; may be empty. */
  detail: z.string(),
  route: chipSchema,
  access: chipSchema,
  encryption: chipSchema,
});
export type Verdict = z.infer<typeof verdictSchema>;

/** What the traffic of a window says of the same caller and host. */
export const agreementSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('seen'),
    window: z.object({ fromSeconds: z.number(), toSeconds: z.number() }),
    /** Requests of this caller to this host, whatever their path and headers, per second. */
    requestsPerSecond: z.number(),
    /** The part of the requests that would be where it is by the simulated shares, 0..1. */
    share: z.number(),
    parts: z.array(
      z.object({
        /** Workload, or host outside the mesh; null = ended before it reached one. */
        workload: workloadNameSchema.nullable(),
        label: z.string(),
        observed: z.number(),
        simulated: z.number(),
        requestsPerSecond: z.number(),
      }),
    ),
    /** How those requests went over the window, evenly spaced, oldest first, null = a gap; null = it could not be read. */
    trend: z.array(z.number().nullable()).nullable(),
    /** What to think of when reading it; may be empty. */
    note: z.string(),
  }),
  z.object({
    kind: z.literal('none'),
    window: z.object({ fromSeconds: z.number(), toSeconds: z.number() }).nullable(),
    because: z.string(),
  }),
]);
export type Agreement = z.infer<typeof agreementSchema>;

export const simulationAnswerSchema = z.object({
  verdict: verdictSchema,
  caller: z.object({
    kind: z.enum(callerKinds),
    label: z.string(),
    namespace: z.string().nullable(),
    plane: planeSchema,
    /** SPIFFE identity without `spiffe://`; null = none. */
    principal: z.string().nullable(),
    object: objectIdSchema.nullable(),
  }),
  /** What the host means to this caller; null = nothing that is known. */
  service: z
    .object({
      host: z.string(),
      object: objectIdSchema,
      portName: z.string().nullable(),
      protocol: z.enum(['http', 'tcp', 'tls', 'unknown']),
      isMeshKind: z.boolean(),
    })
    .nullable(),
  /** At the gateway, before anything is routed; null = it enters through none. */
  entry: z.object({ access: accessSchema, encrypted: z.boolean() }).nullable(),
  route: routeSchema,
  settings: z.object({
    sources: z.array(z.object({ title: z.string(), id: objectIdSchema.nullable(), origin: z.string() })),
    assumed: z.array(z.string()),
  }),
  drafts: z.object({
    /** In place of what is stored. */
    used: z.array(objectIdSchema),
    /** Left out, so that what is stored holds. */
    leftOut: z.array(z.object({ id: objectIdSchema, because: z.string() })),
    /** Whether the stored texts give another answer; null = no drafts were used. */
    changesAnswer: z.boolean().nullable(),
  }),
  /** Null where no window was asked for. */
  agreement: agreementSchema.nullable(),
  warnings: z.array(warningSchema),
});
export type SimulationAnswer = z.infer<typeof simulationAnswerSchema>;

/** `GET /api/config/simulate`: what can call and what can be called. */
export const simulationChoicesSchema = z.object({
  workloads: z.array(
    z.object({
      namespace: z.string(),
      name: z.string(),
      plane: planeSchema,
      principal: z.string().nullable(),
      labels: z.record(z.string(), z.string()),
    }),
  ),
  gateways: z.array(
    z.object({
      namespace: z.string(),
      name: z.string(),
      /** Hosts and ports that it serves. */
      servers: z.array(
        z.object({ port: z.number(), protocol: z.enum(requestProtocols), hosts: z.array(z.string()) }),
      ),
    }),
  ),
  services: z.array(
    z.object({
      host: z.string(),
      namespace: z.string(),
      name: z.string(),
      external: z.boolean(),
      ports: z.array(
        z.object({ number: z.number(), name: z.string().nullable(), protocol: z.enum(requestProtocols) }),
      ),
    }),
  ),
});
export type SimulationChoices = z.infer<typeof simulationChoicesSchema>;
