/** `GET /api/alerts`: Prometheus' rules and alerts, by group. */
import { alertsAnswerSchema } from '@/lib/alerts/contract';
import { loadAlerts } from '@/lib/alerts/load';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = handler({
  summary: 'Rules and alerts of the store of metrics, by group.',
  role: 'viewer',
  answer: alertsAnswerSchema,
  load: ({ sources, signal }) => loadAlerts(sources.alerts, signal),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
