/**
 * A cookie that a browser keeps after a sign-in, and that says nothing but "this user has signed in here before".
 * It opens nothing; it only keeps its owner's attempts apart from a guesser's
 * (https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies).
 */
import 'server-only';
import { randomBytes } from 'node:crypto';
import type { Environment } from '@/lib/environment';
import { isSigned, sign } from './sealing';
import { cookieValue } from './session-cookie';

type DeviceSettings = Pick<Environment, 'instance' | 'sessionSecrets'>;

const MAX_AGE_SECONDS = 180 * 24 * 3600;

function deviceCookieName(instance: string): string {
  return `periplus-${instance}-device`;
}

/** The device's id, when the request carries a cookie that was made here for this user. */
export function knownDevice(headers: Headers, user: string, settings: DeviceSettings): string | null {
  const value = cookieValue(headers.get('cookie'), deviceCookieName(settings.instance));
  const [id, proof] = value?.split('.') ?? [];
  if (id === undefined || proof === undefined) return null;
  return isSigned(message(id, user), proof, settings.sessionSecrets) ? id : null;
}

/** `Set-Cookie` for a browser in which `user` has just signed in. */
export function deviceCookie(user: string, settings: DeviceSettings, secure: boolean): string {
  const id = randomBytes(16).toString('base64url');
  const value = `${id}.${sign(message(id, user), settings.sessionSecrets)}`;
  const attributes = ['Path=/api/session', 'HttpOnly', 'SameSite=Strict', `Max-Age=${MAX_AGE_SECONDS}`];
  if (secure) attributes.push('Secure');
  return [`${deviceCookieName(settings.instance)}=${value}`, ...attributes].join('; ');
}

function message(id: string, user: string): string {
  return `device:${user.toLowerCase()}:${id}`;
}
