/** `GET /api/config/effective`: everything that acts on a workload or a namespace, in order, and why. */
import { z } from 'zod';
import { configSource } from '@/lib/config/config-source';
import { effectiveAnswerSchema } from '@/lib/config/effective/contract';
import { type EffectiveRequest, loadEffective } from '@/lib/config/effective/load';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';

const NAME = '[a-z0-9][a-z0-9.-]{0,252}';

const query = z
  .object({
    workload: z
      .string()
      .regex(new RegExp(`^${NAME}/([A-Za-z]{1,63}/)?${NAME}$`), {
        error: 'workload is namespace/kind/name or namespace/name',
      })
      .optional(),
    namespace: z
      .string()
      .regex(new RegExp(`^${NAME}$`), { error: 'namespace is a name' })
      .optional(),
  })
  .refine(({ workload, namespace }) => (workload === undefined) !== (namespace === undefined), {
    error: 'Give either workload or namespace.',
  });

export const GET = handler({
  summary: 'Everything that acts on a workload or a namespace, in order, what was left out, and why.',
  role: 'viewer',
  query,
  answer: effectiveAnswerSchema,
  load: ({ query: asked, sources, signal }) => loadEffective(configSource(sources), requestOf(asked), signal),
});

function requestOf({ workload, namespace = '' }: z.infer<typeof query>): EffectiveRequest {
  if (workload === undefined) return { kind: 'namespace', namespace };
  const [of = '', first = '', second] = workload.split('/');
  return second === undefined
    ? { kind: 'workload', namespace: of, workloadKind: null, name: first }
    : { kind: 'workload', namespace: of, workloadKind: first, name: second };
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
