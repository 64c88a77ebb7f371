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
