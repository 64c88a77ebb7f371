/**
 * What the API tells of one proxy. Shared by server and browser. Instants are Unix seconds, shares fractions of 1.
 */
import { z } from 'zod';

export const SECTIONS = ['clusters', 'endpoints', 'listeners', 'routes', 'secrets', 'bootstrap'] as const;
export type ProxySection = (typeof SECTIONS)[number];

/** What ztunnel has instead. */
export const ZTUNNEL_SECTIONS = ['workloads', 'services', 'policies', 'certificates'] as const;
export type ZtunnelSection = (typeof ZTUNNEL_SECTIONS)[number];

export const syncStates = ['synced', 'stale', 'not-sent'] as const;
export type SyncState = (typeof syncStates)[number];

export const syncSchema = z.object({
  /** The replica of the control plane that this proxy is connected to; null = to none that answered. */
  istiod: z.object({ namespace: z.string(), pod: z.string() }).nullable(),
  istioVersion: z.string().nullable(),
  types: z.array(
    z.object({
      /** `CDS`, `LDS`, `EDS`, `RDS`, `ECDS`, or the last part of another type's URL. */
      type: z.string(),
      title: z.string(),
      state: z.enum(syncStates),
      /** Null where the control plane does not tell. */
      sentAtSeconds: z.number().nullable(),
    }),
  ),
  /** Replicas that did not answer. */
  silent: z.array(z.object({ pod: z.string(), because: z.string() })),
});
export type ProxySync = z.infer<typeof syncSchema>;

export const overviewSchema = z.object({
  namespace: z.string(),
  pod: z.string(),
  kind: z.enum(['sidecar', 'gateway', 'waypoint', 'ztunnel']),
  version: z.string().nullable(),
  state: z.string().nullable(),
  uptimeSeconds: z.number().nullable(),
  /** By logger; empty where they could not be read. */
  logLevels: z.array(z.object({ logger: z.string(), level: z.string() })),
  /** Null where the control plane could not be asked: `syncProblem` says why. */
  sync: syncSchema.nullable(),
  syncProblem: z.string().nullable(),
  warnings: z.array(z.string()),
});
export type ProxyOverview = z.infer<typeof overviewSchema>;

/** One line of a table; the columns are those of its section. Null = not told. */
const cellSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type Cell = z.infer<typeof cellSchema>;

export const rowSchema = z.object({
  /** Names it within its section, for the detail. */
  id: z.string(),
  cells: z.record(z.string(), cellSchema),
  /** The object of the mesh that it comes from, as Istio noted it. */
  from: z.object({ group: z.string(), kind: z.string(), namespace: z.string(), name: z.string() }).nullable(),
  /** Worth a look: "no endpoints", "warming", "expires in 2 days". */
  caution: z.string().nullable(),
});
export type ProxyRow = z.infer<typeof rowSchema>;

export const sectionAnswerSchema = z.object({
  section: z.enum([...SECTIONS, ...ZTUNNEL_SECTIONS]),
  /** All that there are, and all that the search found. */
  total: z.number(),
  found: z.number(),
  /** At most `MOST_ROWS`. */
  rows: z.array(rowSchema),
  /** Bytes of the dump that it was read from. */
  readBytes: z.number(),
  warnings: z.array(z.string()),
});
export type SectionAnswer = z.infer<typeof sectionAnswerSchema>;

export const MOST_ROWS = 1000;

/** One resource whole, without keys. */
export const detailSchema = z.object({ id: z.string(), json: z.unknown() });

const differenceSchema = z.object({
  type: z.enum(['clusters', 'listeners', 'routes', 'endpoints']),
  /** Names of what istiod would send and the proxy has, alike. */
  same: z.number(),
  missing: z.array(z.string()),
  extra: z.array(z.string()),
  changed: z.array(
    z.object({
      name: z.string(),
      /** Paths of fields that differ, with both values in short. */
      fields: z.array(
        z.object({ path: z.string(), intended: z.string().nullable(), actual: z.string().nullable() }),
      ),
    }),
  ),
});
export type TypeDifference = z.infer<typeof differenceSchema>;

export const comparisonSchema = z.object({
  istiod: z.object({ namespace: z.string(), pod: z.string() }),
  types: z.array(differenceSchema),
  warnings: z.array(z.string()),
});
export type ProxyComparison = z.infer<typeof comparisonSchema>;

export const routeQuestionSchema = z.strictObject({
  host: z
    .string()
    .trim()
    .min(1, 'must name a host')
    .max(253, 'is too long')
    .regex(/^[^\s/]+$/, 'must be a host alone'),
  port: z.number().int().min(1, 'must be 1 to 65535').max(65_535, 'must be 1 to 65535'),
  method: z
    .string()
    .regex(/^[A-Za-z][A-Za-z-]{0,31}$/, 'must be a method such as GET')
    .default('GET'),
  path: z
    .string()
    .max(8192, 'is longer than 8,192 characters')
    .regex(/^\/[^\s\0]*$/, 'must begin with "/" and hold no spaces')
    .default('/'),
  headers: z.record(z.string().max(200), z.string().max(8192)).default({}),
});
export type RouteQuestion = z.infer<typeof routeQuestionSchema>;

const shareSchema = z.object({
  /** `reviews.bookinfo.svc.cluster.local v2 :9080`, or the cluster's own name. */
  label: z.string(),
  share: z.number(),
});

export const tableVerdictSchema = z.object({
  kind: z.enum(['routed', 'redirect', 'direct-response', 'not-found', 'no-table']),
  /** One sentence. */
  sentence: z.string(),
  routeConfig: z.string().nullable(),
  virtualHost: z.string().nullable(),
  /** Place in the virtual host's list, from 0. */
  routeIndex: z.number().nullable(),
  routeName: z.string().nullable(),
  clusters: z.array(shareSchema),
  timeoutSeconds: z.number().nullable(),
  /** Of what the proxy answers itself: a redirect, a direct response, 404. Null where it sends the request on. */
  httpStatus: z.number().nullable(),
  from: rowSchema.shape.from,
  /** What could not be judged: runtime values, metadata. */
  notes: z.array(z.string()),
});
export type TableVerdict = z.infer<typeof tableVerdictSchema>;

export const routeCheckSchema = z.object({
  proxy: tableVerdictSchema,
  /** Null where configuration is not known to the console. */
  simulated: z
    .object({
      kind: z.string(),
      sentence: z.string(),
      clusters: z.array(shareSchema),
      httpStatus: z.number().nullable(),
      from: rowSchema.shape.from,
    })
    .nullable(),
  /** Null where there is nothing to compare: no configuration, or no table for that port. */
  agree: z.boolean().nullable(),
  differences: z.array(z.string()),
});
export type RouteCheck = z.infer<typeof routeCheckSchema>;

export const LEVELS = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off'] as const;
export const logLevelSchema = z.strictObject({
  /** Null = all. */
  logger: z
    .string()
    .regex(/^[a-z0-9_.-]{1,64}$/, 'is no name of a logger')
    .nullable(),
  level: z.enum(LEVELS, `must be one of ${LEVELS.join(', ')}`),
});
export const logLevelsSchema = z.object({
  logLevels: z.array(z.object({ logger: z.string(), level: z.string() })),
});
