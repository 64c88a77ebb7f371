/** `GET /api/access`: what whoever asks may change of one kind, in one namespace or in all of them. */
import { z } from 'zod';
import { writeAccess } from '@/lib/access/write-access';
import { meshKind } from '@/lib/config/kind-lookup';
import { environment } from '@/lib/environment';
import { accessAnswerSchema } from '@/lib/http/access-contract';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { Fault } from '@/lib/mesh/fault';

const query = z.object({
  group: z.string().max(253),
  kind: z.string().max(63),
  namespace: z
    .string()
    .regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/, { error: 'is no name of a namespace' })
    .optional(),
});

/**
 * Mesh kinds; namespaces, whose labels the console changes (of a namespace `namespace` is its own name, as in RBAC); and
 * `pods/portforward`, by which levels of proxies' loggers are set.
 */
function resourceOf(group: string, kind: string): { resource: string; subresource?: string } | null {
  if (group === '' && kind === 'Namespace') return { resource: 'namespaces' };
  if (group === '' && kind === 'pods/portforward') return { resource: 'pods', subresource: 'portforward' };
  const plural = meshKind(group, kind)?.plural;
  return plural === undefined ? null : { resource: plural };
}

export const GET = handler({
  summary: 'What whoever asks may change of one kind: the role, and the cluster where there is one.',
  role: 'viewer',
  query,
  answer: accessAnswerSchema,
  load: ({ query: { group, kind, namespace }, session, sources, signal }) => {
    const resource = resourceOf(group, kind);
    if (resource === null)
      throw new Fault('not-found', `Nothing of the kind ${kind} in the group ${group} is changed here.`);
    const written = { group, kind, ...resource, namespace: namespace ?? null };
    return writeAccess(written, session.identity, sources.rights, environment(), signal);
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
