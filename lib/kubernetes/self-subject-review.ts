/** Whose token it is, by the API server that is asked with it (SelfSubjectReview, Kubernetes 1.28 and newer). */
import 'server-only';
import { z } from 'zod';
import { Fault } from '@/lib/mesh/fault';
import type { TokenReviewer } from '@/lib/mesh/token-reviewer';
import type { AskReview } from './review';

const answerSchema = z.looseObject({
  status: z.looseObject({
    userInfo: z.looseObject({ username: z.string().optional(), groups: z.array(z.string()).optional() }),
  }),
});

export function selfSubjectReviewer(ask: AskReview): TokenReviewer {
  return {
    async review(token, signal) {
      const review = { group: 'authentication.k8s.io', kind: 'SelfSubjectReview' } as const;
      const parsed = answerSchema.safeParse(await ask(review, token, signal));
      if (!parsed.success)
        throw new Fault('source-bad-data', 'The API server did not say whose token it is.', {
          source: 'kubernetes',
        });
      const { username = '', groups = [] } = parsed.data.status.userInfo;
      return { name: username, groups };
    },
  };
}
