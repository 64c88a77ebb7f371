/** `GET /api/objectives/rules`: the Prometheus rules of the objectives, as YAML. */
import { z } from 'zod';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { sloRulesYaml } from '@/lib/objectives/rules';

export const GET = handler({
  summary: 'Prometheus rules that record the objectives and alert on their budgets, as YAML.',
  role: 'viewer',
  contract: z.string(),
  load: async ({ sources }) =>
    new Response(sloRulesYaml(await sources.slos()), {
      headers: {
        'Content-Type': 'application/yaml; charset=utf-8',
        'Content-Disposition': 'attachment; filename="periplus-slo-rules.yaml"',
      },
    }),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
