/** Whether the holder of a token may do something, by the API server that is asked with it (SelfSubjectAccessReview). */
import 'server-only';
import { z } from 'zod';
import { Fault } from '@/lib/mesh/fault';
import type { Right, RightQuestion, RightsPort } from '@/lib/mesh/rights';
import { SharedAnswers } from '@/lib/shared-answers';
import type { AskReview } from './review';

/** Long enough for a page full of buttons, short enough for a right that was just given or taken. */
const KEEP_MS = 30_000;

const answerSchema = z.looseObject({
  status: z.looseObject({ allowed: z.boolean(), reason: z.string().optional() }),
});

/** `token` is read for each question: that of the console's own account changes. */
export function selfSubjectRights(ask: AskReview, token: () => string): RightsPort {
  const known = new SharedAnswers<Right>({ keepMs: KEEP_MS, maxWeight: 5_000, weigh: () => 1 });
  return {
    may: (question, signal) =>
      known.get(JSON.stringify(question), (flight) => askRight(ask, question, token(), flight), signal),
  };
}

async function askRight(
  ask: AskReview,
  { verb, group, resource, namespace }: RightQuestion,
  token: string,
  signal: AbortSignal,
): Promise<Right> {
  const resourceAttributes = { verb, group, resource, ...(namespace === null ? {} : { namespace }) };
  const review = {
    group: 'authorization.k8s.io',
    kind: 'SelfSubjectAccessReview',
    spec: { resourceAttributes },
  } as const;
  const parsed = answerSchema.safeParse(await ask(review, token, signal));
  if (!parsed.success)
    throw new Fault('source-bad-data', 'The API server did not say what may be done.', {
      source: 'kubernetes',
    });
  const { allowed, reason } = parsed.data.status;
  return { allowed, reason: reason === undefined || reason === '' ? null : reason };
}
