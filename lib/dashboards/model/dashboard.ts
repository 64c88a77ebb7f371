/** A dashboard, as it is stored, sent, imported into and exported from. */
import { z } from 'zod';
import { colorSchema } from './field';
import { dashboardLinkSchema } from './link';
import { panelSchema } from './panel';
import { variableNameSchema, variableSchema } from './variable';

/** What a file of ours says that it is. A reader refuses a `version` that it does not know. */
export const DASHBOARD_FORMAT = 'periplus.io/dashboard';
export const DASHBOARD_VERSION = 1;

/** Sections of a dashboard, and panels of one section. */
export const MOST_SECTIONS = 200;
export const MOST_PANELS = 1000;

/** Marks over all charts: from a query, or from what this console knows anyway. */
export const annotationSchema = z.object({
  name: z.string().min(1).max(200),
  enabled: z.boolean().default(true),
  /** Not offered above the dashboard. */
  hidden: z.boolean().default(false),
  color: colorSchema.default('blue'),
  source: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('query'),
      expr: z.string().max(20_000),
      /** `{{label}}` is replaced. */
      title: z.string().max(500).default(''),
      text: z.string().max(2000).default(''),
      /** Labels whose values are shown as tags. */
      tagLabels: z.array(z.string().max(200)).max(50).default([]),
      step: z.string().max(32).nullable().default(null),
      /** The value is a time in milliseconds, where the mark stands. */
      valueIsTime: z.boolean().default(false),
    }),
    z.object({ kind: z.enum(['config-changes', 'rollouts', 'incidents', 'alerts']) }),
  ]),
});
export type Annotation = z.output<typeof annotationSchema>;

/** Panels under one heading; `title` null = those before the first heading. */
export const sectionSchema = z.object({
  title: z.string().max(500).nullable(),
  collapsed: z.boolean().default(false),
  /** One section for each value of a variable. */
  repeat: variableNameSchema.nullable().default(null),
  panels: z.array(panelSchema).max(MOST_PANELS),
});
export type Section = z.output<typeof sectionSchema>;

/** In a URL and a file name. */
export const dashboardUidSchema = z
  .string()
  .regex(/^[a-zA-Z0-9_-]+$/)
  .max(64);

export const dashboardSchema = z
  .object({
    format: z.literal(DASHBOARD_FORMAT),
    version: z.literal(DASHBOARD_VERSION),
    uid: dashboardUidSchema,
    title: z.string().min(1).max(500),
    description: z.string().max(10_000).default(''),
    tags: z.array(z.string().max(100)).max(100).default([]),
    /** Relative (`now-6h`) or absolute; see lib/dashboards/time. */
    time: z
      .object({ from: z.string().max(64), to: z.string().max(64) })
      .default({ from: 'now-1h', to: 'now' }),
    /** A duration; null = not by itself. */
    refresh: z.string().max(16).nullable().default(null),
    /** `browser`, `utc`, or a name such as `Europe/Berlin`. */
    timeZone: z.string().max(64).default('browser'),
    /** What all charts of the page share under the pointer. */
    cursor: z.enum(['off', 'line', 'tooltip']).default('line'),
    variables: z.array(variableSchema).max(100).default([]),
    annotations: z.array(annotationSchema).max(100).default([]),
    links: z.array(dashboardLinkSchema).max(50).default([]),
    sections: z.array(sectionSchema).max(MOST_SECTIONS),
  })
  .superRefine((dashboard, context) => {
    const ids = new Set<number>();
    for (const [section, { panels }] of dashboard.sections.entries()) {
      for (const [at, { id }] of panels.entries()) {
        if (ids.has(id)) {
          const path = ['sections', section, 'panels', at, 'id'];
          context.addIssue({ code: 'custom', path, message: `panel id ${id} is used twice` });
        }
        ids.add(id);
      }
    }
  });
export type Dashboard = z.output<typeof dashboardSchema>;
/** As it may be written: whatever has a default can be left out. */
export type DashboardInput = z.input<typeof dashboardSchema>;

/** All panels of all sections, in order. */
export function panelsOf(dashboard: Pick<Dashboard, 'sections'>): Dashboard['sections'][number]['panels'] {
  return dashboard.sections.flatMap(({ panels }) => panels);
}
