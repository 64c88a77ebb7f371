/** Who asks, as every handler, page and source sees it. */
import 'server-only';
import { createHash } from 'node:crypto';
import type { Role } from '@/lib/environment';

/**
 * By whose rights the cluster is asked: the console's own account, or the reader's own token, which goes along with
 * every read and write. A token never leaves the server.
 */
export type Credential = { readonly kind: 'console' } | { readonly kind: 'token'; readonly token: string };

export interface Identity {
  readonly name: string;
  /** Where the credential is a token, `admin` only means that writes may be tried: the API server decides. */
  readonly role: Role;
  readonly groups: readonly string[];
  readonly credential: Credential;
}

/**
 * Names those who may see the same, for what is kept between requests (built graphs, answers): two readers share it
 * only with equal keys. A token's rights are its own, so each token is a key of its own; the key does not tell it.
 */
export function scopeKey({ credential }: Pick<Identity, 'credential'>): string {
  if (credential.kind === 'console') return 'console';
  return `token:${createHash('sha256').update(credential.token).digest('base64url')}`;
}
