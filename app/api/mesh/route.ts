/** `GET /api/mesh`: what the mesh is made of by its configuration. */
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { meshPageSchema } from '@/lib/insight/mesh-page/contract';
import { loadMeshPage } from '@/lib/insight/mesh-page/load';

export const GET = handler({
  summary: 'What the mesh is made of by its configuration: control planes, settings, proxies, add-ons.',
  role: 'viewer',
  answer: meshPageSchema,
  load: ({ sources, signal }) => loadMeshPage(sources.config, signal),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
