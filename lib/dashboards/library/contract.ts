/** The dashboards that there are, as the API tells of them. */
import { z } from 'zod';
import { dashboardSchema, dashboardUidSchema } from '@/lib/dashboards/model/dashboard';

/** `built-in` comes with the console, `provisioned` from a folder that nobody writes here, `saved` was put there by people. */
export const dashboardOriginSchema = z.enum(['built-in', 'provisioned', 'saved']);
export type DashboardOrigin = z.output<typeof dashboardOriginSchema>;

export const dashboardEntrySchema = z.object({
  uid: dashboardUidSchema,
  title: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  origin: dashboardOriginSchema,
  panels: z.number().int(),
});
export type DashboardEntry = z.output<typeof dashboardEntrySchema>;

/** What a dashboard that is saved here may have; null where nothing is saved. */
const limitSchema = z.object({ bytes: z.number().int(), hint: z.string() }).nullable();

export const dashboardListSchema = z.object({
  dashboards: z.array(dashboardEntrySchema),
  /** Files that are no dashboards, with the reason. */
  unreadable: z.array(z.object({ file: z.string(), message: z.string() })),
  /** Why nothing can be saved here; null = an admin can. */
  notSavedBecause: z.string().nullable(),
  limit: limitSchema,
});
export type DashboardList = z.output<typeof dashboardListSchema>;

/** A sentence about something that an import could not carry over. */
export const importNoteSchema = z.object({
  where: z.string(),
  panelId: z.number().nullable(),
  message: z.string(),
  kind: z.enum(['lost', 'changed']),
});

export const dashboardAnswerSchema = z.object({
  dashboard: dashboardSchema,
  origin: dashboardOriginSchema,
  /** Changes with each save; null where it cannot be saved over. */
  version: z.string().nullable(),
  /** Of a file in Grafana's form. */
  notes: z.array(importNoteSchema),
  /** Why nothing can be saved here; null = an admin can. */
  notSavedBecause: z.string().nullable(),
  limit: limitSchema,
});
export type DashboardAnswer = z.output<typeof dashboardAnswerSchema>;

/** `baseVersion` null creates; else the save is refused as `conflict` when the stored version differs. */
export const saveDashboardSchema = z.object({
  dashboard: dashboardSchema,
  baseVersion: z.string().max(100).nullable(),
});

/** The states that a saved dashboard had, the newest first. */
export const dashboardVersionsSchema = z.object({
  versions: z.array(
    z.object({
      version: z.string(),
      /** Unix milliseconds. */
      savedAtMs: z.number(),
      /** Empty where nobody knows. */
      by: z.string(),
    }),
  ),
});
export type DashboardVersions = z.output<typeof dashboardVersionsSchema>;

export const dashboardAtVersionSchema = z.object({ dashboard: dashboardSchema });
