/** `GET /api/session/oidc/callback`: where the provider sends the browser back to. */
import { finishOidc } from '@/lib/access/oidc/finish';
import { environment } from '@/lib/environment';
import { handler } from '@/lib/http/handler';
import { backToLogin, openAfterSignIn, requireOidc } from '@/lib/http/oidc-response';
import { otherMethods } from '@/lib/http/other-methods';
import { tokenReviewer } from '@/lib/sources';

export const GET = handler({
  summary: 'Takes the answer of the OpenID Connect provider and begins a session.',
  role: 'anyone',
  status: 303,
  isLandedOn: true,
  load: async ({ url, headers, requestId, nowSeconds }): Promise<Response> => {
    const settings = environment();
    const { next, refused, cookies } = await finishOidc(
      { parameters: url.searchParams, headers, requestId },
      settings,
      requireOidc(settings),
      tokenReviewer(),
      nowSeconds * 1000,
    );
    return refused === null ? openAfterSignIn(next, cookies) : backToLogin(next, refused, cookies);
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
