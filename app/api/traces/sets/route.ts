/** `GET /api/traces/sets`: what one set of the traces of a search has more often than the other. */
import { z } from 'zod';
import { fewAtOnce } from '@/lib/few-at-once';
import { acceptsLines, answerLines, LINES_TYPE } from '@/lib/http/answer-lines';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { resolveWindow, windowQuery } from '@/lib/http/window-query';
import { loadTraceSets } from '@/lib/traces/compare/load-sets';
import { readSplit } from '@/lib/traces/compare/read-split';
import { traceSetsAnswerSchema } from '@/lib/traces/compare/sets-contract';
import { SPLITS } from '@/lib/traces/compare/splits';
import { requireTraces } from '@/lib/traces/load';
import { searchQuery } from '@/lib/traces/search-query';

const query = z.object({
  ...windowQuery.shape,
  ...searchQuery.shape,
  split: z.enum(SPLITS),
  at: z.string().max(200).optional(),
  by: z.string().max(120).optional(),
});

const LIMITS = { alignSeconds: 5, shortestSeconds: 2 };
/** At a time: each holds the spans of some hundred traces. */
const MOST_AT_ONCE = 3;

export const GET = handler({
  summary: 'What failed, slow, later or newer traces of a search have more often than the others.',
  role: 'viewer',
  query,
  answer: traceSetsAnswerSchema,
  alsoAnswers: [LINES_TYPE],
  load: async ({ query: asked, sources, signal, nowSeconds, requestId, headers }) => {
    const { last, from, to, namespaces: _, service, split, at, by, ...search } = asked;
    const port = requireTraces(sources.traces);
    const request = {
      ...search,
      services: service,
      window: resolveWindow({ last, from, to }, { ...LIMITS, nowSeconds }),
      split: readSplit({ split, at, by }),
    };
    const load = (onProgress?: (progress: object) => void) =>
      fewAtOnce('trace-sets', MOST_AT_ONCE, () => loadTraceSets(port, request, { signal, onProgress }));
    if (!acceptsLines(headers)) return load();
    return answerLines(async (tell) => traceSetsAnswerSchema.parse(await load(tell)), requestId);
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
