/** `/api/session`: who asks, signing in, signing out. */
import { csrfToken, type Session } from '@/lib/access/session';
import { signIn } from '@/lib/access/sign-in';
import { signOut } from '@/lib/access/sign-out';
import { environment } from '@/lib/environment';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import {
  type SessionAnswer,
  sessionAnswerSchema,
  signedOutSchema,
  signInSchema,
} from '@/lib/http/session-contract';
import { tokenReviewer } from '@/lib/sources';

export const GET = handler({
  summary: 'Who asks, and with what rights.',
  role: 'anyone',
  answer: sessionAnswerSchema,
  load: ({ session }) => answerFor(session),
});

export const POST = handler({
  summary: 'Signs in.',
  role: 'anyone',
  body: signInSchema,
  maxBodyBytes: 65_536,
  answer: sessionAnswerSchema,
  load: async ({ body: proof, headers, requestId, answerHeaders, nowSeconds }) => {
    const { session, cookies } = await signIn(
      { proof, headers, requestId },
      environment(),
      tokenReviewer(),
      nowSeconds * 1000,
    );
    answerHeaders.delete('Set-Cookie');
    for (const cookie of cookies) answerHeaders.append('Set-Cookie', cookie);
    return answerFor(session);
  },
});

export const DELETE = handler({
  summary: 'Signs out: the session ends on the server too. Says where to go to sign out at the provider.',
  role: 'viewer',
  answer: signedOutSchema,
  load: async ({ session, headers, requestId, answerHeaders, nowSeconds }) => {
    const { cookies, leaveTo } = await signOut(
      session,
      { headers, requestId },
      environment(),
      nowSeconds * 1000,
    );
    answerHeaders.delete('Set-Cookie');
    for (const cookie of cookies) answerHeaders.append('Set-Cookie', cookie);
    return { leaveTo };
  },
});

function answerFor(session: Session | null): SessionAnswer {
  const settings = environment();
  const { readOnly, instance, login } = settings;
  const server = { readOnly, instance, login: login.kind };
  if (session === null) return { session: null, ...server };
  const { identity, endsAtMs } = session;
  const { name: user, role, credential } = identity;
  return {
    session: {
      user,
      role,
      rights: credential.kind === 'token' ? 'own' : settings.kubernetes === null ? 'role' : 'console',
      token: csrfToken(session, settings),
      endsAtSeconds: endsAtMs / 1000,
    },
    ...server,
  };
}

export const { PUT, PATCH, OPTIONS } = otherMethods('GET', 'POST', 'DELETE');
