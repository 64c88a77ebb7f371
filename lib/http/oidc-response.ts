/** Answers of the two addresses between which a browser visits a provider of identities. */
import 'server-only';
import type { OidcRefusal } from '@/lib/access/oidc/refusal';
import type { Environment, OidcSettings } from '@/lib/environment';
import { Fault } from '@/lib/mesh/fault';
import { withBasePath } from './base-path';

/** Throws `not-found` where people sign in another way. */
export function requireOidc({ login }: Pick<Environment, 'login'>): OidcSettings {
  if (login.kind === 'oidc') return login;
  throw new Fault('not-found', `Nobody signs in at a provider here: PERIPLUS_LOGIN is ${login.kind}.`);
}

/** `cookies` are `Set-Cookie` values. */
export function seeOther(location: string, cookies: readonly string[]): Response {
  const headers = new Headers({ Location: location });
  for (const cookie of cookies) headers.append('Set-Cookie', cookie);
  return new Response(null, { status: 303, headers });
}

/** The login page says why, and leads to the same view at the next attempt. */
export function backToLogin(next: string, refused: OidcRefusal, cookies: readonly string[]): Response {
  const search = new URLSearchParams({ ...(next === '/' ? {} : { next }), refused });
  return seeOther(`/login?${search}`, cookies);
}

/**
 * Opens `next` from a page of ours: browsers keep a strict cookie back from what another site led to, a redirect
 * included, so the console would not know who comes.
 */
export function openAfterSignIn(next: string, cookies: readonly string[]): Response {
  const address = withBasePath(next).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
  const headers = new Headers({
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
  });
  for (const cookie of cookies) headers.append('Set-Cookie', cookie);
  const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Signed in</title><meta name="color-scheme" content="light dark"><meta http-equiv="refresh" content="0;url=${address}"></head><body><p>Signed in. <a href="${address}">Go on to Periplus</a></p></body></html>`;
  return new Response(page, { headers });
}
