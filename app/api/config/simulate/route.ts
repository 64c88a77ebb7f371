/**
 * `POST /api/config/simulate`: what becomes of one request, by the configuration as it is or as it would be.
 * `GET`: what can call and what can be called. Neither changes anything.
 */
import { connectedStore } from '@/lib/config/config-source';
import { loadChoices, loadSimulation } from '@/lib/config/simulate';
import { simulationAnswerSchema, simulationChoicesSchema } from '@/lib/config/simulation/contract';
import { simulateSchema } from '@/lib/config/simulation/request-contract';
import { MAX_OBJECT_BODY_BYTES } from '@/lib/config/yaml/read-yaml';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { resolveWindow } from '@/lib/http/window-query';
import { loadAgreement } from '@/lib/insight/agreement';

export const POST = handler({
  summary:
    'Where one request would go, who lets it in, whether it is encrypted, and what traffic says of it. Changes nothing.',
  role: 'viewer',
  body: simulateSchema,
  maxBodyBytes: MAX_OBJECT_BODY_BYTES,
  answer: simulationAnswerSchema,
  load: async ({ body: { request, drafts, window }, sources, signal, windowLimits }) => {
    const answer = await loadSimulation(connectedStore(sources.config), request, drafts, signal);
    if (window === null) return { ...answer, agreement: null, warnings: [] };
    const asked = resolveWindow(window, await windowLimits());
    return { ...answer, ...(await loadAgreement(sources, answer, asked, signal)) };
  },
});

export const GET = handler({
  summary: 'Workloads, gateways and hosts that a request can be simulated for.',
  role: 'viewer',
  answer: simulationChoicesSchema,
  load: ({ sources, signal }) => loadChoices(connectedStore(sources.config), signal),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET', 'POST');
