/**
 * Headers for every answer, and a first look at the request. It decides nothing about who may do what:
 * that is asked in each handler (`lib/access/guard.ts`) and page (`lib/access/page-session.ts`).
 */
import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { assertOwnHost } from '@/lib/access/guard';
import { PATH_HEADER } from '@/lib/access/internal-headers';
import { isSecure } from '@/lib/access/own-origin';
import { environment } from '@/lib/environment';
import { contentSecurityPolicy } from '@/lib/http/content-security-policy';
import { HttpFault } from '@/lib/http/http-fault';
import { problemResponse } from '@/lib/http/problem';

const HEADERS: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
};

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Kubelet and Prometheus call these by the pod's address. */
const CALLED_BY_ADDRESS = /^\/(healthz|readyz|metrics)$/;

export function proxy(request: NextRequest): Response {
  const { pathname, search } = request.nextUrl;
  const settings = environment();
  try {
    if (!CALLED_BY_ADDRESS.test(pathname)) assertOwnHost(request.headers, settings);
    assertNoServerAction(request, pathname);
  } catch (error) {
    return withHeaders(problemResponse(error, crypto.randomUUID()), request, settings);
  }
  const headers = new Headers(request.headers);
  // Next's own; from outside it is only ever an attempt to get around this function (CVE-2025-29927).
  headers.delete('x-middleware-subrequest');
  headers.set(PATH_HEADER, pathname + search);
  headers.delete('x-nonce');
  if (pathname.startsWith('/api/')) {
    return withHeaders(NextResponse.next({ request: { headers } }), request, settings);
  }
  const nonce = randomBytes(16).toString('base64');
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === 'development');
  headers.set('x-nonce', nonce);
  // Next finds the nonce for its own scripts in the request's policy.
  headers.set('Content-Security-Policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  return withHeaders(response, request, settings);
}

/** Periplus has no Server Actions, so nothing of the kind reaches React's decoder (CVE-2025-55182 and its successors). */
function assertNoServerAction({ method, headers }: NextRequest, pathname: string): void {
  // A form posted to a page is decoded as an action too, with no header that says so.
  const page = !pathname.startsWith('/api/') && !/^\/(_next|__next)/.test(pathname);
  if (!headers.has('next-action') && (!page || READS.has(method))) return;
  throw new HttpFault(405, 'bad-request', 'Pages are read, and Periplus has no server actions.');
}

function withHeaders(
  response: Response,
  request: NextRequest,
  settings: Pick<ReturnType<typeof environment>, 'publicUrl'>,
): Response {
  for (const [name, value] of Object.entries(HEADERS)) response.headers.set(name, value);
  // Over plain http browsers ignore it, and on localhost it would break every other port.
  if (settings.publicUrl !== null && isSecure(request.headers, settings)) {
    response.headers.set('Strict-Transport-Security', 'max-age=31536000');
  }
  return response;
}

export const config = {
  // Everything but the files that are the same for everybody.
  matcher: ['/((?!_next/static/|_next/image).*)'],
};
