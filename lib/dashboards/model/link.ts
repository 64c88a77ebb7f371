/** Links of dashboards, panels and values. Addresses hold variables; what they become is checked where it is shown. */
import { z } from 'zod';

/** A link with an address: http, https, or a path of this console (checked again after variables were put in). */
export const linkSchema = z.object({
  title: z.string().max(500),
  url: z.string().max(4000),
  newTab: z.boolean().default(false),
});
export type Link = z.output<typeof linkSchema>;

/** A link in the head of a dashboard: to an address, or to every dashboard with the tags. */
export const dashboardLinkSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('url'),
    title: z.string().max(500),
    url: z.string().max(4000),
    tooltip: z.string().max(500).default(''),
    newTab: z.boolean().default(false),
    keepTime: z.boolean().default(false),
    includeVariables: z.boolean().default(false),
  }),
  z.object({
    type: z.literal('dashboards'),
    title: z.string().max(500),
    tags: z.array(z.string().max(100)).max(50),
    asMenu: z.boolean().default(false),
    newTab: z.boolean().default(false),
    keepTime: z.boolean().default(false),
    includeVariables: z.boolean().default(false),
  }),
]);
export type DashboardLink = z.output<typeof dashboardLinkSchema>;
