/** `GET /api/config/findings`: everything that was found in the objects of the mesh. */
import { configSources } from '@/lib/config/config-source';
import { findingsAnswerSchema } from '@/lib/config/findings/contract';
import { loadAllFindings } from '@/lib/config/findings/load';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = handler({
  summary:
    'Everything that was found in the objects of the mesh, the gravest first; what is suppressed is marked.',
  role: 'viewer',
  answer: findingsAnswerSchema,
  load: ({ sources, signal }) => loadAllFindings(configSources(sources), signal),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
