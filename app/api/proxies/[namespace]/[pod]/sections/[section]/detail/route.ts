/** `GET …/sections/<section>/detail`: one resource whole, without keys. */
import { z } from 'zod';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { connected } from '@/lib/mesh/pods-connected';
import { detailSchema } from '@/lib/proxies/contract';
import { loadDetail } from '@/lib/proxies/load';
import { detailParamsSchema } from '@/lib/proxies/params';

export const GET = handler({
  summary: "One resource of a proxy's configuration, whole but for private keys.",
  role: 'viewer',
  params: detailParamsSchema,
  query: z.object({ id: z.string().min(1).max(2000) }),
  answer: detailSchema,
  load: ({ params: { section, ...address }, query: { id }, sources, signal }) =>
    loadDetail(connected(sources.podPorts), address, section, id, signal),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
