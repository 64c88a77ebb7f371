/** `GET /api/inventory/usage?namespace=shop&workloads=checkout-v1,checkout-v2`: CPU and memory over the window, by container. */
import { z } from 'zod';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { resolveWindow, windowQuery } from '@/lib/http/window-query';
import { loadUsage, usageAnswerSchema } from '@/lib/insight/inventory/load-usage';

const name = z.string().min(1).max(253, 'must be at most 253 characters');

const query = z.object({
  ...windowQuery.omit({ namespaces: true }).shape,
  namespace: name,
  workloads: z
    .string()
    .transform((text) => text.split(',').filter((word) => word !== ''))
    .pipe(z.array(name).min(1, 'must name a workload').max(50, 'must be at most 50')),
});

export const GET = handler({
  summary: 'CPU and memory of the pods of workloads over the window, by container.',
  role: 'viewer',
  query,
  answer: usageAnswerSchema,
  load: async ({ query: { namespace, workloads, ...asked }, sources, signal, windowLimits }) =>
    loadUsage(sources, { namespace, workloads, window: resolveWindow(asked, await windowLimits()) }, signal),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
