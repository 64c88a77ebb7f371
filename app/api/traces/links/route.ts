/** `GET /api/traces/links`: patterns of links from traces to other tools, as the settings file has them. */
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { linkPatternsAnswerSchema } from '@/lib/traces/links/pattern';

export const GET = handler({
  summary: 'Patterns of links from traces and attributes of spans to other tools.',
  role: 'viewer',
  answer: linkPatternsAnswerSchema,
  load: async ({ sources }) => ({ patterns: [...sources.linkPatterns()] }),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
