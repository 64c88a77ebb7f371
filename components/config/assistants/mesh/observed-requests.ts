/** What callers were seen asking a workload for, from spans of their proxies. */

import { type ObservedWorkload, pathPattern } from '@/lib/config/assistants/mesh/observed-authorization';
import { requestOfSpan } from '@/lib/insight/request-of-span';
import { meshIdentity } from '@/lib/traces/mesh-identity';
import type { Span } from '@/lib/traces/model/span';

export interface SeenRequest {
  /** "productpage-v1 of bookinfo", as callers are named. */
  readonly caller: string;
  readonly method: string;
  readonly path: string;
}

/** Requests to one of the hosts that spans tell of with caller, method and path. */
export function seenRequests(spans: Iterable<Span>, hosts: ReadonlySet<string>): readonly SeenRequest[] {
  const seen: SeenRequest[] = [];
  for (const span of spans) {
    const { peer, called } = meshIdentity(span);
    if (called?.host == null || !hosts.has(called.host) || peer.workload === null) continue;
    const request = requestOfSpan(span);
    if (request?.method == null || request.path === null) continue;
    const caller = peer.namespace === null ? peer.workload : `${peer.workload} of ${peer.namespace}`;
    seen.push({ caller, method: request.method, path: request.path });
  }
  return seen;
}

/** The workload with what its callers were seen asking for, each kind of request once. */
export function withRequests(workload: ObservedWorkload, seen: readonly SeenRequest[]): ObservedWorkload {
  return {
    ...workload,
    callers: workload.callers.map((caller) => {
      const own = seen.filter((request) => request.caller === caller.workload);
      const kinds = new Map(
        own.map(({ method, path }) => {
          const pattern = pathPattern(path);
          const [example = ''] = path.split('?');
          return [`${method} ${pattern}`, { method, path: pattern, example }];
        }),
      );
      const sorted = [...kinds].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, request]) => request);
      return { ...caller, requests: sorted };
    }),
  };
}
