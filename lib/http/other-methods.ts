/**
 * The methods that a route does not have. Next answers those with 405 and nothing else, where RFC 9110 (15.5.6)
 * asks for `Allow`; so each route ends with one line: `export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');`
 * HEAD is Next's own: it calls GET.
 */
import 'server-only';
import { exchange, type RouteHandler } from './exchange';
import { HttpFault } from './http-fault';
import { problemResponse } from './problem';

export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export type Method = (typeof METHODS)[number];

/** Handlers that refuse, for every method but the `declared` ones of the route; OPTIONS tells which those are. */
export function otherMethods<Declared extends Method>(
  ...declared: readonly Declared[]
): Record<Exclude<Method, Declared> | 'OPTIONS', RouteHandler> {
  const head = declared.some((method) => method === 'GET') ? ['HEAD'] : [];
  const allow = [...declared, ...head, 'OPTIONS'].toSorted().join(', ');
  // No CORS header, so that to a browser's preflight this is a refusal.
  const options = exchange(async () => new Response(null, { status: 204, headers: { Allow: allow } }));
  const refuse = exchange(async ({ method }, _parameters, requestId) => {
    const fault = new HttpFault(405, 'bad-request', `This address does not take ${method}.`, {
      hint: `It takes ${declared.join(', ')}.`,
    });
    const response = problemResponse(fault, requestId);
    response.headers.set('Allow', allow);
    return response;
  });
  const others = METHODS.filter((method) => !declared.some((taken) => taken === method));
  const refusals = Object.fromEntries(others.map((method) => [method, refuse]));
  return { ...refusals, OPTIONS: options } as Record<Exclude<Method, Declared> | 'OPTIONS', RouteHandler>;
}
