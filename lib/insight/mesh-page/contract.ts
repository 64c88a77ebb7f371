/** `GET /api/mesh`: what the mesh is made of by its configuration: control planes, settings, proxies, add-ons. */
import { z } from 'zod';
import { objectIdSchema } from '@/lib/config/contract';

const partSchema = z.object({
  kind: z.enum(['gateway', 'waypoint', 'ztunnel', 'machine']),
  id: objectIdSchema,
  /** Its class or what it serves, in a word; '' = nothing is known. */
  note: z.string(),
});

export const meshPageSchema = z.object({
  /** Where the sources are, without credentials; null = not for this reader. */
  addresses: z.array(z.object({ source: z.string(), address: z.string() })).nullable(),
  /** Clusters that traffic names, and those that are connected; null = metrics do not tell. */
  clusters: z.array(z.string()).nullable(),
  /** Those of several whose objects are read here; empty where there is only one, or none. */
  connected: z.array(z.string()).optional(),
  /** null = no source of configuration is set. */
  configuration: z
    .object({
      controlPlanes: z.array(
        z.object({
          id: objectIdSchema,
          revision: z.string(),
          /** Of its image; null = not told. */
          version: z.string().nullable(),
          desired: z.number().nullable(),
          ready: z.number().nullable(),
        }),
      ),
      /** Revisions that inject, with the webhook that says so; tags are webhooks of their own. */
      webhooks: z.array(z.object({ name: z.string(), revision: z.string(), id: objectIdSchema.nullable() })),
      settings: z.array(z.object({ name: z.string(), value: z.string() })),
      /** Where the settings stand; null = nowhere, so that Istio's defaults are shown. */
      settingsFrom: z.object({ title: z.string(), id: objectIdSchema.nullable() }).nullable(),
      parts: z.array(partSchema),
      /** Networks, each with what puts something into it. */
      networks: z.array(z.object({ name: z.string(), id: objectIdSchema })),
      addOns: z.array(z.object({ name: z.string(), id: objectIdSchema })),
      /** Namespaces by mode of their proxies and revision. */
      namespaces: z.array(
        z.object({
          kind: z.enum(['sidecar', 'ambient', 'none', 'unknown']),
          revision: z.string().nullable(),
          names: z.array(z.string()),
        }),
      ),
    })
    .nullable(),
});
export type MeshPageAnswer = z.infer<typeof meshPageSchema>;
export type MeshConfiguration = NonNullable<MeshPageAnswer['configuration']>;

/** `GET /api/mesh/proxies`: what the control plane says of the proxies that are connected to it. */
export const meshProxiesSchema = z.object({
  /** null = the control plane could not be asked. */
  proxies: z
    .object({
      connected: z.number(),
      versions: z.array(z.object({ version: z.string(), count: z.number() })),
      /** Those that have not acknowledged what they were sent. */
      behind: z.array(z.object({ namespace: z.string(), pod: z.string(), types: z.array(z.string()) })),
      /** Replicas of the control plane that did not answer. */
      silent: z.array(z.object({ pod: z.string(), because: z.string() })),
    })
    .nullable(),
  /** Why not, as a sentence. */
  because: z.string().nullable(),
});
export type MeshProxiesAnswer = z.infer<typeof meshProxiesSchema>;
