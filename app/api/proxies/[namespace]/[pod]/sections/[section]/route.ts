/** `GET …/sections/<section>`: one part of what the proxy has, as rows that a search can narrow. */
import { z } from 'zod';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { connected } from '@/lib/mesh/pods-connected';
import { sectionAnswerSchema } from '@/lib/proxies/contract';
import { loadSection } from '@/lib/proxies/load';
import { sectionParamsSchema } from '@/lib/proxies/params';

export const GET = handler({
  summary: 'Clusters, endpoints, listeners, routes, certificates or the bootstrap of a proxy, as rows.',
  role: 'viewer',
  params: sectionParamsSchema,
  query: z.object({ search: z.string().max(300).default('') }),
  answer: sectionAnswerSchema,
  load: ({ params: { section, ...address }, query: { search }, sources, signal, nowSeconds }) =>
    loadSection(connected(sources.podPorts), address, { section, search, nowSeconds }, signal),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
