/** CORS of VirtualServices (`corsPolicy`) and of HTTPRoute filters, as one shape. */
import type { CorsPolicy } from '@/lib/config/simulation/outcome';
import { durationAt, type Fields, fieldsListAt, flagAt, numberAt, textsAt } from './fields';
import { readStringMatch } from './string-match';

export function readCorsPolicy(fields: Fields | null): CorsPolicy | null {
  if (fields === null) return null;
  const matches = fieldsListAt(fields, 'allowOrigins').map(readStringMatch);
  const old = textsAt(fields, 'allowOrigin').map((value) => ({ kind: 'exact' as const, value }));
  return {
    allowOrigins: matches.length > 0 ? matches : old,
    allowMethods: textsAt(fields, 'allowMethods'),
    allowHeaders: textsAt(fields, 'allowHeaders'),
    exposeHeaders: textsAt(fields, 'exposeHeaders'),
    allowCredentials: flagAt(fields, 'allowCredentials'),
    maxAgeSeconds: durationAt(fields, 'maxAge'),
  };
}

/** Origins of a filter are written as texts, `*` and `https://*.example.com` among them. */
export function readCorsFilter(fields: Fields): CorsPolicy {
  return {
    allowOrigins: textsAt(fields, 'allowOrigins').map((value) =>
      value === '*'
        ? { kind: 'regex' as const, value: '.*' }
        : value.includes('*')
          ? {
              kind: 'regex' as const,
              value: value.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*'),
            }
          : { kind: 'exact' as const, value },
    ),
    allowMethods: textsAt(fields, 'allowMethods'),
    allowHeaders: textsAt(fields, 'allowHeaders'),
    exposeHeaders: textsAt(fields, 'exposeHeaders'),
    allowCredentials: flagAt(fields, 'allowCredentials'),
    maxAgeSeconds: numberAt(fields, 'maxAge'),
  };
}
