/** Path parameters of everything below `/api/proxies`. */
import { z } from 'zod';
import { SECTIONS, ZTUNNEL_SECTIONS } from './contract';

export const proxyParamsSchema = z.object({
  namespace: z.string().regex(/^[a-z0-9-]{1,63}$/, 'is no namespace'),
  pod: z.string().regex(/^[a-z0-9.-]{1,253}$/, 'is no name of a pod'),
});

export const sectionParamsSchema = proxyParamsSchema.extend({
  section: z.enum([...SECTIONS, ...ZTUNNEL_SECTIONS], 'is no section of a proxy'),
});

/** Certificates have no more to them than their row. */
export const detailParamsSchema = proxyParamsSchema.extend({
  section: z.enum([...SECTIONS.filter((one) => one !== 'secrets'), ...ZTUNNEL_SECTIONS], 'has no details'),
});
