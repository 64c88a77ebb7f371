/** A user whose password stands plain in the settings. */
import 'server-only';
import { hashForReplicas } from '@/lib/access/password';
import type { Role, User } from './user';

/** The password is hashed when it is needed first: that takes 0.3 s of a core, which no start should wait for. */
export function userByPlainPassword(name: Role, password: string): User {
  let hash: string | null = null;
  return {
    name,
    role: name,
    get passwordHash() {
      hash ??= hashForReplicas(password, name);
      return hash;
    },
  };
}
