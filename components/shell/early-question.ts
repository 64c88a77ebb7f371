/**
 * A question that the page itself asks, while its scripts are still on their way: a small script in the document
 * sends it, and the code that would ask the same takes the answer that is already coming.
 */

import { withBasePath } from '@/lib/http/base-path';
import { scriptLiteral } from './script-literal';

export interface EarlyQuestion {
  /** Of our own API, with its parameters. */
  readonly path: string;
  /** What `Accept` says; the answer is read by whoever would have said the same. */
  readonly accept: string;
}

interface Asked {
  readonly path: string;
  readonly response: Promise<Response>;
  abort(): void;
}

declare global {
  var periplusAsked: Asked | undefined;
}

/**
 * The script, for the document. It stands where the parser meets it and so runs before any of the page's own; a module
 * would be put off until those have run. It keeps what it names to itself.
 */
export function earlyQuestionScript({ path, accept }: EarlyQuestion): string {
  return `{const c=new AbortController(),path=${scriptLiteral(path)},response=fetch(${scriptLiteral(withBasePath(path))},{headers:{Accept:${scriptLiteral(accept)}},credentials:'same-origin',cache:'no-store',signal:c.signal});
response.catch(()=>{});globalThis.periplusAsked={path,response,abort:()=>c.abort()}}`;
}

/** The answer to `path` that is on its way, once; null where the page has asked nothing or something else. */
export function takeEarlyResponse(path: string, signal?: AbortSignal): Promise<Response> | null {
  const asked = globalThis.periplusAsked;
  globalThis.periplusAsked = undefined;
  if (asked === undefined) return null;
  if (asked.path !== path || signal?.aborted === true) {
    asked.abort();
    return null;
  }
  signal?.addEventListener('abort', asked.abort, { once: true });
  return asked.response;
}

/** Whether the question that this document has asked is `path`, and nobody has taken the answer yet. */
export function isAskedEarly(path: string): boolean {
  return globalThis.periplusAsked?.path === path;
}

/** Whether this document has asked early, and nobody has taken the answer yet. */
export function hasAskedEarly(): boolean {
  return globalThis.periplusAsked !== undefined;
}
