/** An edge without its id and the sums of its codes. */
import type { z } from 'zod';
import { type GraphEdge, graphEdgeSchema } from '@/lib/graph/contract';
import { edgeId } from '@/lib/graph/identity';
import { edgeKeyOf } from '@/lib/graph/passes/place';
import { RequestTally } from '@/lib/metrics/tally';
import type { RequestTraffic } from '@/lib/metrics/traffic';
import { isClose } from './is-close';

const requestsSchema = graphEdgeSchema.shape.requests.unwrap();

export const slimEdgeSchema = graphEdgeSchema.omit({ id: true, requests: true }).extend({
  /** null = the id that its ends and its protocol give. */
  ownId: graphEdgeSchema.shape.id.nullable(),
  /** null = no requests. */
  codes: requestsSchema.shape.codes.nullable(),
  /** null = what the codes sum up to. */
  sums: requestsSchema.omit({ codes: true }).nullable(),
});
export type SlimEdge = z.infer<typeof slimEdgeSchema>;

export function slimEdgeKey({ source, target, protocol }: SlimEdge): string {
  return edgeKeyOf(source, target, protocol);
}

export function slimEdge({ id, requests, ...rest }: GraphEdge): SlimEdge {
  const derivedId = edgeId(edgeKeyOf(rest.source, rest.target, rest.protocol));
  const ownId = id === derivedId ? null : id;
  if (requests === null) return { ...rest, ownId, codes: null, sums: null };
  const { codes, ...sums } = requests;
  const { codes: _, ...derived } = requestsOfCodes(rest.protocol, codes);
  return { ...rest, ownId, codes, sums: isClose(sums, derived) ? null : sums };
}

const known = new WeakMap<SlimEdge, GraphEdge>();

/** The same object for the same slim edge: what did not change is not drawn again. */
export function fullEdge(slim: SlimEdge): GraphEdge {
  const made = known.get(slim) ?? makeFull(slim);
  known.set(slim, made);
  return made;
}

function makeFull({ ownId, codes, sums, ...rest }: SlimEdge): GraphEdge {
  const id = ownId ?? edgeId(edgeKeyOf(rest.source, rest.target, rest.protocol));
  if (codes === null) return { ...rest, id, requests: null };
  return { ...rest, id, requests: { ...requestsOfCodes(rest.protocol, codes), ...sums, codes } };
}

function requestsOfCodes(protocol: GraphEdge['protocol'], codes: RequestTraffic['codes']): RequestTraffic {
  const tally = new RequestTally();
  for (const { code, grpcStatus, flags, host, ratePerSecond } of codes)
    tally.add(protocol, { code, grpcStatus, flags }, host, ratePerSecond);
  return tally.traffic();
}
