/** `GET /api/objectives`: the settings' objectives with their error budgets and how fast they burn. */
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { objectivesAnswerSchema } from '@/lib/insight/objectives/contract';
import { loadObjectives } from '@/lib/insight/objectives/load';

export const GET = handler({
  summary: 'Objectives with their error budgets, and how fast these burn.',
  role: 'viewer',
  answer: objectivesAnswerSchema,
  load: ({ sources, nowSeconds, signal }) => loadObjectives(sources, nowSeconds, signal),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
