/** `POST /api/query`: queries of a panel or of Explore, within limits; see lib/dashboards/query/contract.ts. */

import { queriesAnswerSchema, queriesSchema } from '@/lib/dashboards/query/contract';
import { loadQueries } from '@/lib/dashboards/query/load';
import { acceptsLines, answerLines, LINES_TYPE } from '@/lib/http/answer-lines';
import { askInTurn } from '@/lib/http/ask-in-turn';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';

export const POST = handler({
  summary:
    'Answers PromQL queries, instant or over a range, within limits; one that fails says so beside the others.',
  role: 'viewer',
  body: queriesSchema,
  contract: queriesAnswerSchema,
  alsoAnswers: [LINES_TYPE],
  // Built from typed parts: checking 400,000 points here would cost every reader.
  load: ({ body, sources, session, signal, headers, requestId }) => {
    const load = (onResult?: (result: object) => void) =>
      loadQueries(sources.queries, body.queries, {
        signal,
        turn: (task) => askInTurn(session.identity.name, task),
        ...(onResult !== undefined && { onResult }),
      });
    if (!acceptsLines(headers)) return load();
    // Each result is a line of its own as soon as it is there; the answer at the end only says that it was all.
    return answerLines(async (tell) => {
      const { results } = await load((result) => tell({ result }));
      return { answered: results.length };
    }, requestId);
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods('POST');
