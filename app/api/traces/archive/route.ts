/** `/api/traces/archive`: whether Jaeger may be asked to keep a trace past its time, and asking it to. */
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import {
  traceArchiveAnswerSchema,
  traceArchivedAnswerSchema,
  traceArchiveRequestSchema,
} from '@/lib/traces/contract';
import { archiveTrace, requireTraces } from '@/lib/traces/load';

export const GET = handler({
  summary: 'Whether traces can be kept in the archive of their source.',
  role: 'viewer',
  answer: traceArchiveAnswerSchema,
  load: ({ sources }) => ({ archives: sources.traces?.archive !== undefined }),
});

export const POST = handler({
  summary: 'Keeps a trace in the archive of its source, past the time after which it is forgotten.',
  role: 'admin',
  body: traceArchiveRequestSchema,
  answer: traceArchivedAnswerSchema,
  load: async ({ body, sources, signal, describeWrite }) => {
    describeWrite({ trace: body.traceId.slice(0, 40) });
    return { traceId: await archiveTrace(requireTraces(sources.traces), body.traceId, signal) };
  },
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET', 'POST');
