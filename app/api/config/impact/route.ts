/** What texts that are not saved would do to today's traffic; see lib/insight/impact/contract.ts. Changes nothing. */
import { MAX_OBJECT_BODY_BYTES } from '@/lib/config/yaml/read-yaml';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { resolveWindow } from '@/lib/http/window-query';
import { impactAnswerSchema, impactBodySchema } from '@/lib/insight/impact/contract';
import { loadImpact } from '@/lib/insight/impact/load';

export const POST = handler({
  summary:
    "What texts that are not saved would do to today's traffic: shares, access, encryption, limits. Changes nothing.",
  role: 'viewer',
  body: impactBodySchema,
  maxBodyBytes: MAX_OBJECT_BODY_BYTES,
  answer: impactAnswerSchema,
  load: async ({ body: { drafts, window }, sources, signal, windowLimits }) =>
    loadImpact(sources, { drafts, window: resolveWindow(window, await windowLimits()) }, signal),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods('POST');
