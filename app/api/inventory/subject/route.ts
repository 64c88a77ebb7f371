/**
 * `GET /api/inventory/subject?kind=workloads&namespace=shop&name=checkout`: all about one thing of the inventory.
 * `part=facts` answers at once, without metrics; `part=figures` leaves out whom it talks to.
 */
import { z } from 'zod';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { sharedRows } from '@/lib/http/shared-inventory';
import { resolveWindow, windowQuery } from '@/lib/http/window-query';
import { loadSubject, namespaceOf } from '@/lib/insight/inventory/load-subject';
import { subjectAnswerSchema } from '@/lib/insight/inventory/subject-contract';
import { inventoryKinds, subjectParts } from '@/lib/insight/inventory/vocabulary';

const name = z.string().min(1).max(253, 'must be at most 253 characters');

const query = z.object({
  ...windowQuery.omit({ namespaces: true }).shape,
  kind: z.enum(inventoryKinds, `must be one of ${inventoryKinds.join(', ')}`),
  /** Left out for namespaces, and for hosts that belong to none. */
  namespace: name.optional(),
  name,
  cluster: name.optional(),
  part: z.enum(subjectParts, `must be one of ${subjectParts.join(', ')}`).default('peers'),
});

export const GET = handler({
  summary: 'One namespace, application, service or workload: what it is, its pods, and whom it talks to.',
  role: 'viewer',
  query,
  answer: subjectAnswerSchema,
  load: async ({ query: asked, sources, signal, windowLimits }) => {
    const window = resolveWindow(asked, await windowLimits());
    const { kind, namespace = null, name: its, cluster = null, part } = asked;
    const figures = part !== 'facts';
    const subject = { kind, namespace: kind === 'namespaces' ? its : namespace, name: its, cluster };
    const about = namespaceOf(subject);
    return loadSubject(
      sources,
      {
        subject,
        part,
        window,
        rowsOf: (list) =>
          sharedRows(sources, { kind: list, window, figures, percentiles: false, about }, signal),
      },
      signal,
    );
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
