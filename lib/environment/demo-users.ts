/**
 * The demo's users, admin/admin and viewer/viewer. PERIPLUS_DEMO_LOGIN=true switches them on, and only
 * where HOSTNAME is a loopback address: a launcher sets both and needs no hashes and no session secret
 * (a random one is made, so a restart signs everybody out; give PERIPLUS_SESSION_SECRET to avoid that).
 */
import type { User } from './user';

export const DEMO_USERS: readonly User[] = [
  {
    name: 'admin',
    role: 'admin',
    passwordHash: 'scrypt$16384$8$1$dnrGmYM1MUqOu-RdNZWQDQ$CRgm8hFMaXq8Az3X-KUsaHnoWkkYso21n2V1kM1RGVE',
  },
  {
    name: 'viewer',
    role: 'viewer',
    passwordHash: 'scrypt$16384$8$1$qZ6PYxo-9vy2W9iYB8QaQw$0hB6sdwcuxCFhAj7XR7IcQ-CjsmfGzXxIwnw6HASg_4',
  },
];
