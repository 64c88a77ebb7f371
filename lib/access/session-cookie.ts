/** The cookie around a session: its name, its attributes, and how it is found in a request. */
import 'server-only';
import type { Environment } from '@/lib/environment';

/** Cookies ignore ports: two forwarded clusters share localhost, so the name holds the instance. */
export function cookieName(instance: string): string {
  return `periplus-${instance}`;
}

/** The cookie's value in a `Cookie` header. Of several with one name the first counts, as browsers send the most specific first. */
export function cookieValue(header: string | null, name: string): string | null {
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at !== -1 && pair.slice(0, at).trim() === name) return decode(pair.slice(at + 1).trim());
  }
  return null;
}

function decode(value: string): string | null {
  try {
    return decodeURIComponent(value);
  } catch {
    return null;
  }
}

interface CookieContext {
  readonly environment: Pick<Environment, 'instance' | 'sessionAbsoluteMs'>;
  /** Whether the browser reached us by https. */
  readonly secure: boolean;
}

/** `Set-Cookie` for a sealed session. The browser forgets it at the absolute end; idleness is judged here. */
export function setSessionCookie(value: string, context: CookieContext): string {
  return build(value, Math.floor(context.environment.sessionAbsoluteMs / 1000), context);
}

/** `Set-Cookie` that removes it. */
export function clearSessionCookie(context: CookieContext): string {
  return build('', 0, context);
}

function build(value: string, maxAgeSeconds: number, { environment, secure }: CookieContext): string {
  const attributes = ['Path=/', 'HttpOnly', 'SameSite=Strict', `Max-Age=${maxAgeSeconds}`];
  if (secure) attributes.push('Secure');
  return [`${cookieName(environment.instance)}=${encodeURIComponent(value)}`, ...attributes].join('; ');
}
