/** `GET /api/logs/download`: the same lines as a text file. */
import { z } from 'zod';
import { handler } from '@/lib/http/handler';
import { logStream } from '@/lib/http/log-stream';
import { otherMethods } from '@/lib/http/other-methods';
import { streamResponse } from '@/lib/http/stream-response';
import { logsQuerySchema } from '@/lib/logs/contract';
import { plainFile } from '@/lib/logs/plain-file';
import { connected } from '@/lib/mesh/pods-connected';

export const GET = handler({
  summary: 'Lines of containers merged by time, as a text file.',
  role: 'viewer',
  query: logsQuerySchema,
  contract: z.string(),
  load: async ({ query, sources, session, signal, nowSeconds }): Promise<Response> => {
    const { logs } = connected(sources.podPorts);
    const events = await logStream(logs, { ...query, follow: false }, session.identity.name, signal);
    const time = new Date(nowSeconds * 1000).toISOString().slice(0, 19).replaceAll(':', '-');
    const first = query.sources[0]?.split('/')[0] ?? 'pods';
    return streamResponse(plainFile(events, query.sources), 'text/plain; charset=utf-8', {
      'Content-Disposition': `attachment; filename="${first}-${time}.log"`,
    });
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
