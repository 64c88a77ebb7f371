/** `GET /api/logs`: lines of containers, merged by time, as lines of JSON for as long as they are followed. */
import { handler } from '@/lib/http/handler';
import { logStream } from '@/lib/http/log-stream';
import { otherMethods } from '@/lib/http/other-methods';
import { streamResponse } from '@/lib/http/stream-response';
import { type LogEvent, logEventSchema, logsQuerySchema } from '@/lib/logs/contract';
import { connected } from '@/lib/mesh/pods-connected';

export const GET = handler({
  summary: 'Lines of containers merged by time, one JSON object a line; it goes on where it is followed.',
  role: 'viewer',
  query: logsQuerySchema,
  contract: logEventSchema,
  alsoAnswers: ['application/x-ndjson'],
  load: async ({ query, sources, session, signal }): Promise<Response> => {
    const { logs } = connected(sources.podPorts);
    const events = await logStream(logs, query, session.identity.name, signal);
    return streamResponse(jsonLines(events), 'application/x-ndjson; charset=utf-8');
  },
});

async function* jsonLines(events: AsyncIterable<LogEvent>): AsyncGenerator<string> {
  for await (const event of events) yield `${JSON.stringify(event)}\n`;
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
