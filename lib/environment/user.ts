/** Someone who may sign in. */

/** Two roles only: `admin` reads and writes, `viewer` reads. */
export type Role = 'admin' | 'viewer';

export interface User {
  readonly name: string;
  readonly role: Role;
  readonly passwordHash: string;
}
