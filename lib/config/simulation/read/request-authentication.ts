/**
 * RequestAuthentication as the simulation uses it.
 * https://istio.io/latest/docs/reference/config/security/request_authentication/
 */
import type { StoredObject } from '@/lib/config/store';
import { type Fields, fieldsAt, fieldsListAt, textAt, textsAt } from './fields';
import { type ObjectMetadata, readMetadata } from './metadata';
import { readSelector, readTargetReferences, type TargetReference } from './target-reference';

export interface JwtRule {
  readonly issuer: string;
  /** Empty = any audience. */
  readonly audiences: readonly string[];
  readonly headers: readonly string[];
  readonly params: readonly string[];
  readonly cookies: readonly string[];
}

export interface RequestAuthentication extends ObjectMetadata {
  readonly selector: Readonly<Record<string, string>> | null;
  readonly targets: readonly TargetReference[];
  readonly jwtRules: readonly JwtRule[];
}

export function readRequestAuthentication(object: StoredObject): RequestAuthentication {
  const spec = fieldsAt(object.value, 'spec');
  return {
    ...readMetadata(object),
    selector: readSelector(spec),
    targets: readTargetReferences(spec),
    jwtRules: fieldsListAt(spec, 'jwtRules').map(readJwtRule),
  };
}

function readJwtRule(fields: Fields): JwtRule {
  return {
    issuer: textAt(fields, 'issuer') ?? '',
    audiences: textsAt(fields, 'audiences'),
    headers: fieldsListAt(fields, 'fromHeaders').map((header) =>
      (textAt(header, 'name') ?? '').toLowerCase(),
    ),
    params: textsAt(fields, 'fromParams'),
    cookies: textsAt(fields, 'fromCookies'),
  };
}
