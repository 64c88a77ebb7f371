/** `/api/session`: who asks (GET), signing in (POST), signing out (DELETE). */
import { z } from 'zod';
import { LOGIN_KINDS } from '@/lib/environment/login';

/** Answer of GET and POST. */
export const sessionAnswerSchema = z.object({
  /** null = not signed in. */
  session: z
    .object({
      user: z.string(),
      role: z.enum(['admin', 'viewer']),
      /**
       * What decides about a write: the role alone, the role and what the console's account may in the cluster, or the
       * user's own rights there. `/api/access` tells the latter two.
       */
      rights: z.enum(['role', 'console', 'own']),
      /** Sent back in the header `X-Periplus-Token` with every request that is not GET. */
      token: z.string(),
      /** Unix seconds after which the session ends, whatever happens. */
      endsAtSeconds: z.number(),
    })
    .nullable(),
  /** Every write is refused, whoever asks. */
  readOnly: z.boolean(),
  /** Name of this Periplus among several. */
  instance: z.string(),
  /** How people sign in here. */
  login: z.enum(LOGIN_KINDS),
});
export type SessionAnswer = z.infer<typeof sessionAnswerSchema>;

/** Body of POST: what the way to sign in asks for. */
export const signInSchema = z.union([
  z.strictObject({
    user: z.string().min(1, 'is missing').max(64, 'is longer than 64 characters'),
    password: z.string().min(1, 'is missing').max(1024, 'is longer than 1024 characters'),
  }),
  z.strictObject({ token: z.string().min(1, 'is missing') }),
]);
export type SignIn = z.infer<typeof signInSchema>;

/** Answer of DELETE. */
export const signedOutSchema = z.object({
  /** Where the provider signs out too; null = nowhere, the login page is next. */
  leaveTo: z.string().nullable(),
});
