/** `GET /api/session/oidc`: leaves for the provider of identities, with the page to open afterwards (`next`). */
import { z } from 'zod';
import { beginOidc } from '@/lib/access/oidc/begin';
import { refusalOf, why } from '@/lib/access/oidc/refusal';
import { environment } from '@/lib/environment';
import { handler } from '@/lib/http/handler';
import { backToLogin, requireOidc, seeOther } from '@/lib/http/oidc-response';
import { otherMethods } from '@/lib/http/other-methods';
import { safeNextPath } from '@/lib/http/safe-next-path';
import { log } from '@/lib/telemetry';

export const GET = handler({
  summary: 'Leaves for the OpenID Connect provider to sign in there.',
  role: 'anyone',
  status: 303,
  query: z.object({ next: z.string().optional() }),
  load: async ({ query, headers, requestId, nowSeconds }): Promise<Response> => {
    const settings = environment();
    const login = requireOidc(settings);
    const next = safeNextPath(query.next);
    try {
      const { location, cookies } = await beginOidc(next, headers, settings, login, nowSeconds * 1000);
      return seeOther(location, cookies);
    } catch (error) {
      log().warn({ why: why(error), requestId }, 'the provider of identities cannot be asked');
      return backToLogin(next, refusalOf(error), []);
    }
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
