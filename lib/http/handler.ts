/**
 * Makes every API route: guard → parse → load → respond.
 * A route states who may ask, what may be asked and how it is answered; it cannot forget the guard.
 */
import 'server-only';
import type { z } from 'zod';
import { audited, type Describe } from '@/lib/access/audited';
import { disbelieve, isRefusal } from '@/lib/access/believing';
import { confirmed } from '@/lib/access/confirm';
import { guard, isSafe, type RequiredRole } from '@/lib/access/guard';
import { keptCookies } from '@/lib/access/refresh';
import { auditRefusal } from '@/lib/access/refusal';
import type { Session } from '@/lib/access/session';
import { environment } from '@/lib/environment';
import { Fault } from '@/lib/mesh/fault';
import { shortestWindowSeconds } from '@/lib/mesh/time-window';
import { type Sources, sources, sourcesFor, tokenReviewer } from '@/lib/sources';
import { clusterNames } from '@/lib/sources/cluster-ports';
import { exchange, type RouteHandler } from './exchange';
import { type BodyTooLarge, readJsonBody } from './json-body';
import { parseInput, searchParameters } from './parse-input';
import type { WindowLimits } from './window-query';

/** What a route's `load` is given. */
export interface LoadContext<Role extends RequiredRole, Query, Params, Body> {
  readonly query: Query;
  readonly params: Params;
  readonly body: Body;
  /** Null only where `role` is `anyone`. */
  readonly session: Role extends 'anyone' ? Session | null : Session;
  /** As whoever asks may see them. */
  readonly sources: Sources;
  /** Aborts when the browser goes away; pass it on to every source. */
  readonly signal: AbortSignal;
  /** The request's one instant, Unix seconds. */
  readonly nowSeconds: number;
  /** Second argument of `resolveWindow`: `resolveWindow(query, await windowLimits())`. */
  windowLimits(): Promise<WindowLimits>;
  readonly requestId: string;
  readonly headers: Headers;
  /** Of the request; its origin is not the browser's, see `ownOrigin`. */
  readonly url: URL;
  /** Added to the answer. */
  readonly answerHeaders: Headers;
  /** Of an admin's write: adds the object and its versions to the audit line. Never secrets or whole texts. */
  readonly describeWrite: Describe;
}

export interface HandlerOptions<Role extends RequiredRole, Query, Params, Body, Answer> {
  readonly role: Role;
  /** What it is for, a sentence: it stands in the description of the API. */
  readonly summary: string;
  /** Of the URL's parameters, each a string. */
  readonly query?: z.ZodType<Query>;
  /** Of the path's parameters. */
  readonly params?: z.ZodType<Params>;
  /** Of the JSON body; a route with it takes nothing but JSON. */
  readonly body?: z.ZodType<Body>;
  /** Bytes; 1 MB unless said otherwise. */
  readonly maxBodyBytes?: number;
  /** The words for a larger body, where there are better ones than those for any body. */
  readonly bodyTooLarge?: BodyTooLarge;
  /** Checks the answer and drops what it does not name. An answer against its own contract is a defect. */
  readonly answer?: z.ZodType<Answer>;
  /** The answer's contract where `load` makes the response itself: described, not checked. */
  readonly contract?: z.ZodType;
  /** Media types that the same answer comes in beside JSON, for those who accept them. */
  readonly alsoAnswers?: readonly string[];
  /** 200 unless said otherwise. 204 for an answer of nothing, 303 where `load` sends the browser on. */
  readonly status?: number;
  /** A provider of identities sends browsers here from its own site. */
  readonly isLandedOn?: boolean;
  /** The answer, or a whole `Response` (a download, a stream), which gets the usual headers too. */
  load(context: LoadContext<Role, Query, Params, Body>): Promise<Answer | Response> | Answer | Response;
}

/** What a handler says of itself. */
export type RouteDescription = Pick<
  HandlerOptions<RequiredRole, unknown, unknown, unknown, unknown>,
  'role' | 'summary' | 'query' | 'params' | 'body' | 'answer' | 'contract' | 'alsoAnswers' | 'status'
>;

/** Of the handlers made here, for the test that walks every route and for the description of the API. */
const descriptions = new WeakMap<RouteHandler, RouteDescription>();

/** Undefined = not made by `handler`. */
export function descriptionOf(route: RouteHandler): RouteDescription | undefined {
  return descriptions.get(route);
}

/** The role a handler asks for; undefined = not made by `handler`. */
export function roleOf(route: RouteHandler): RequiredRole | undefined {
  return descriptions.get(route)?.role;
}

export function handler<
  Role extends RequiredRole,
  Query = unknown,
  Params = unknown,
  Body = undefined,
  Answer = unknown,
>(options: HandlerOptions<Role, Query, Params, Body, Answer>): RouteHandler {
  const route = exchange((request, parameters, requestId) => answer(options, request, parameters, requestId));
  descriptions.set(route, options as RouteDescription);
  return route;
}

async function answer<Role extends RequiredRole, Query, Params, Body, Answer>(
  options: HandlerOptions<Role, Query, Params, Body, Answer>,
  request: Request,
  parameters: unknown,
  requestId: string,
): Promise<Response> {
  const nowMs = Date.now();
  const settings = environment();
  const { role, isLandedOn } = options;
  const { signal } = request;
  let opened: Session | null = null;
  const confirm = (session: Session) => {
    opened = session;
    return confirmed(session, { environment: settings, reviewer: tokenReviewer(), signal, nowMs });
  };
  const session = await guard(request, { role, isLandedOn, confirm }, settings, nowMs).catch(
    async (error: unknown) => {
      await auditRefusal(request, error, requestId, settings);
      throw error;
    },
  );
  const added = new Headers();
  for (const cookie of await keptCookies(request.headers, opened, session, settings, nowMs))
    added.append('Set-Cookie', cookie);
  const input = await parse(options, request, parameters);
  const context = (describeWrite: Describe) => ({
    ...input,
    session: session as Role extends 'anyone' ? Session | null : Session,
    get sources() {
      return sourcesOf(session, request.headers);
    },
    signal: request.signal,
    nowSeconds: nowMs / 1000,
    windowLimits: async () => {
      const { scrapeIntervalSeconds, retentionSeconds, clockOffsetSeconds } = sources();
      const [interval, retention, offset] = await Promise.all([
        scrapeIntervalSeconds(),
        retentionSeconds(),
        clockOffsetSeconds(),
      ]);
      return {
        nowSeconds: nowMs / 1000 + offset,
        alignSeconds: interval,
        shortestSeconds: shortestWindowSeconds(interval),
        retentionSeconds: retention ?? undefined,
      };
    },
    requestId,
    headers: request.headers,
    url: new URL(request.url),
    answerHeaders: added,
    describeWrite,
  });
  const result = await run(options, request, session, requestId, context).catch((error: unknown) => {
    const credential = session?.identity.credential;
    if (credential?.kind === 'token' && isRefusal(error)) disbelieve(credential.token);
    throw error;
  });
  return respond(options, result, added);
}

/** Where several clusters are followed: the name of the one that is meant. Left out = all, or the first. */
export const CLUSTER_HEADER = 'X-Periplus-Cluster';

function clusterIn(headers: Headers): string | null {
  const written = headers.get(CLUSTER_HEADER);
  if (written === null || written === '') return null;
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}

/** Nobody sees anything of the mesh without having said who they are. */
function sourcesOf(session: Session | null, headers: Headers): Sources {
  if (session !== null) return sourcesFor(session.identity, clusterIn(headers));
  throw new Fault('unauthenticated', 'You are not signed in.', { hint: 'Sign in.' });
}

/** An admin's write is audited here, so that no route can forget it; anything else just runs. */
async function run<Role extends RequiredRole, Query, Params, Body, Answer>(
  options: HandlerOptions<Role, Query, Params, Body, Answer>,
  request: Request,
  session: Session | null,
  requestId: string,
  context: (describe: Describe) => LoadContext<Role, Query, Params, Body>,
): Promise<Answer | Response> {
  if (options.role !== 'admin' || session === null || isSafe(request.method)) {
    return options.load(context(() => undefined));
  }
  const { headers, method } = request;
  const cluster = writtenCluster(session, headers);
  const write = { session, headers, requestId, method, path: new URL(request.url).pathname, cluster };
  return audited(write, environment(), async (describe) => options.load(context(describe)));
}

/** The cluster that a write goes to; null where there is only one, or none. */
export function writtenCluster({ identity }: Pick<Session, 'identity'>, headers: Headers): string | null {
  const [first = null] = clusterNames(identity);
  return first === null ? null : (clusterIn(headers) ?? first);
}

async function parse<Role extends RequiredRole, Query, Params, Body, Answer>(
  options: HandlerOptions<Role, Query, Params, Body, Answer>,
  request: Request,
  parameters: unknown,
): Promise<{ query: Query; params: Params; body: Body }> {
  const { query, params, body, maxBodyBytes, bodyTooLarge } = options;
  // Where a route states no schema its type is `unknown` or `undefined`, and it gets nothing.
  return {
    query: (query && parseInput(query, searchParameters(request.url), 'query')) as Query,
    params: (params && parseInput(params, parameters ?? {}, 'path')) as Params,
    body: (body && parseInput(body, await readJsonBody(request, maxBodyBytes, bodyTooLarge), 'body')) as Body,
  };
}

function respond<Role extends RequiredRole, Query, Params, Body, Answer>(
  options: HandlerOptions<Role, Query, Params, Body, Answer>,
  result: Answer | Response,
  added: Headers,
): Response {
  const status = options.status ?? 200;
  const response =
    result instanceof Response ? result : jsonResponse(options.answer?.parse(result) ?? result, status);
  for (const [name, value] of added) response.headers.append(name, value);
  return response;
}

function jsonResponse(value: unknown, status: number): Response {
  if (status === 204) return new Response(null, { status });
  return new Response(JSON.stringify(value), {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
  });
}
