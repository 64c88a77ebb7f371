/**
 * The cookies around a session: their names, their attributes, and how they are found in a request. Tokens of a
 * cluster can be longer than one cookie may be, so a long text is spread over several.
 */
import 'server-only';
import type { Environment } from '@/lib/environment';
import { Fault } from '@/lib/mesh/fault';

/** Browsers drop a cookie whose name and value take more than 4,096 bytes (RFC 6265, 6.1); some count attributes too. */
const MOST_IN_ONE = 3_600;

/** Node.js and most proxies refuse requests with more than 16 KiB of headers; the rest of them needs some room too. */
export const MOST_IN_ALL = 12_000;

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

/** A text in more than one cookie says in the first how many there are: `3*<text>`. */
const IN_PARTS = /^([2-9])\*/;

/** The sealed text in a `Cookie` header; null where there is none, or a part of it is missing. */
export function sessionText(header: string | null, instance: string): string | null {
  const first = cookieValue(header, cookieName(instance));
  const count = IN_PARTS.exec(first ?? '')?.[1];
  if (first === null || count === undefined) return first;
  const rest = Array.from({ length: Number(count) - 1 }, (_, at) =>
    cookieValue(header, partName(instance, at + 1)),
  );
  return rest.includes(null) ? null : first.slice(2) + rest.join('');
}

interface CookieContext {
  readonly environment: Pick<Environment, 'instance' | 'sessionAbsoluteMs'>;
  /** Whether the browser reached us by https. */
  readonly secure: boolean;
  /** The request's `Cookie` header: what it holds beyond the new parts is removed. */
  readonly sent: string | null;
}

/**
 * `Set-Cookie` values for a sealed text. The browser forgets them at the absolute end; idleness is judged here.
 * Throws `too-large` for what would not come back in a request.
 */
export function setSessionCookies(text: string, context: CookieContext): string[] {
  const { instance, sessionAbsoluteMs } = context.environment;
  if (text.length > MOST_IN_ALL) throw tooLarge(text.length);
  const parts = text.match(new RegExp(`.{1,${MOST_IN_ONE}}`, 'gs')) ?? [''];
  const seconds = Math.floor(sessionAbsoluteMs / 1000);
  const values = parts.map((part, at) => (at === 0 && parts.length > 1 ? `${parts.length}*${part}` : part));
  return [
    ...values.map((value, at) => build(partName(instance, at), value, seconds, context)),
    ...partsIn(context.sent, instance)
      .filter((at) => at >= parts.length)
      .map((at) => build(partName(instance, at), '', 0, context)),
  ];
}

/** `Set-Cookie` values that remove them all. */
export function clearSessionCookies(context: CookieContext): string[] {
  const { instance } = context.environment;
  const further = partsIn(context.sent, instance).filter((at) => at > 0);
  return [0, ...further].map((at) => build(partName(instance, at), '', 0, context));
}

/** A name of an instance holds no dot, so that no instance can have this name for its own cookie. */
function partName(instance: string, at: number): string {
  return at === 0 ? cookieName(instance) : `${cookieName(instance)}.${at}`;
}

function partsIn(header: string | null, instance: string): number[] {
  return Array.from({ length: 9 }, (_, at) => at).filter(
    (at) => cookieValue(header, partName(instance, at)) !== null,
  );
}

function build(name: string, value: string, maxAgeSeconds: number, { secure }: CookieContext): string {
  const attributes = ['Path=/', 'HttpOnly', 'SameSite=Strict', `Max-Age=${maxAgeSeconds}`];
  if (secure) attributes.push('Secure');
  return [`${name}=${encodeURIComponent(value)}`, ...attributes].join('; ');
}

function tooLarge(bytes: number): Fault {
  return new Fault(
    'too-large',
    `The token is too large to be kept in cookies: sealed it takes ${bytes} bytes, and more than ${MOST_IN_ALL} would not come back to the server.`,
    {
      hint: 'Sign in with a shorter one: ask the provider for fewer claims (groups are the usual reason), or use a token of a service account.',
    },
  );
}
