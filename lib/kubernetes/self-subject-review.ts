/** Whose token it is, by the API server that is asked with it (SelfSubjectReview, Kubernetes 1.28 and newer). */
import 'server-only';
import { z } from 'zod';
import { Fault } from '@/lib/mesh/fault';
import type { TokenReviewer } from '@/lib/mesh/token-reviewer';
import { ApiFault } from './api-fault';
import type { KubernetesClient } from './client';

const answerSchema = z.looseObject({
  status: z.looseObject({
    userInfo: z.looseObject({ username: z.string().optional(), groups: z.array(z.string()).optional() }),
  }),
});

/** `client` says where the cluster is; its own account is not used. */
export function selfSubjectReviewer(client: Pick<KubernetesClient, 'as'>): TokenReviewer {
  return {
    async review(token, signal) {
      const answer = await client
        .as(token)
        .json({
          method: 'POST',
          path: '/apis/authentication.k8s.io/v1/selfsubjectreviews',
          body: { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' },
          signal,
        })
        .catch((error: unknown) => {
          throw isUnauthorized(error) ? notAccepted(error) : error;
        });
      const parsed = answerSchema.safeParse(answer);
      if (!parsed.success)
        throw new Fault('source-bad-data', 'The API server did not say whose token it is.', {
          source: 'kubernetes',
          hint: 'Check that what the console calls is an API server of Kubernetes.',
        });
      const { username = '', groups = [] } = parsed.data.status.userInfo;
      return { name: username, groups };
    },
  };
}

function isUnauthorized(error: unknown): error is Fault {
  return error instanceof ApiFault && error.status === 401;
}

/** The API server says "Unauthorized" and no more; the usual reasons are these. */
function notAccepted(cause: unknown): Fault {
  return new Fault('unauthenticated', 'The cluster does not accept this token.', {
    hint: 'It may have been revoked, belong to another cluster, or be meant for another audience. Make a new one with `kubectl create token NAME`.',
    data: { reason: 'not-accepted' },
    cause,
  });
}
