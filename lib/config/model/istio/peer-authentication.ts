/** PeerAuthentication. https://istio.io/latest/docs/reference/config/security/peer_authentication/ */
import { z } from 'zod';
import { objectModel, workloadSelector } from '@/lib/config/model/field-types';

const mutualTls = z
  .strictObject({
    mode: z
      .enum(['UNSET', 'DISABLE', 'PERMISSIVE', 'STRICT'])
      .optional()
      .describe('STRICT takes mTLS only, PERMISSIVE both, DISABLE plain text; UNSET inherits.'),
  })
  .nullable();

const spec = z
  .strictObject({
    selector: workloadSelector.optional(),
    mtls: mutualTls.optional().describe('What servers accept.'),
    portLevelMtls: z
      .record(z.string().regex(/^\d+$/, { error: 'ports are numbers, those of the container' }), mutualTls)
      .optional()
      .describe('Exceptions by container port; only together with a selector.'),
  })
  .check((context) => {
    if (context.value.portLevelMtls === undefined || context.value.selector !== undefined) return;
    const message = 'portLevelMtls has no effect without a selector';
    context.issues.push({ code: 'custom', message, input: context.value, path: ['portLevelMtls'] });
  });

export const peerAuthenticationModel = objectModel('PeerAuthentication', spec);
