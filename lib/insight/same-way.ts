/** Whether a request that a span tells of would go the same way by the configuration as it is now. Pure. */
import type { Destination, SimulationAnswer } from '@/lib/config/simulation/contract';
import type { Peer } from '@/lib/mesh/identity';
import type { SpanCall } from './span-calls';

export type SameWay =
  /** All requests like it go where it went. */
  | { readonly kind: 'same'; readonly words: string }
  /** Some of them. */
  | { readonly kind: 'sometimes'; readonly words: string }
  | { readonly kind: 'other'; readonly words: string }
  /** It would be refused, or nothing would take it. */
  | { readonly kind: 'ended'; readonly words: string };

type Simulated = Pick<SimulationAnswer, 'route' | 'verdict'>;

/** The part of the requests from which on "all" is said. */
const ALL = 0.999;

export function sameWay(
  { called, target }: Pick<SpanCall, 'called' | 'target'>,
  { route, verdict }: Simulated,
): SameWay {
  if (route.destinations.length === 0) {
    return { kind: 'ended', words: `Now it would end at the proxy: ${verdict.sentence}.` };
  }
  const place = target?.workload ?? called?.subset ?? called?.name ?? 'the same place';
  const share = shareThere(route.destinations, called?.host ?? null, called?.subset ?? null, target);
  const caution = dependsOn(route.headersRead);
  if (share >= ALL) {
    return verdict.tone === 'bad'
      ? { kind: 'ended', words: `It would be sent to ${place}, but ${lower(verdict.sentence)}.` }
      : { kind: 'same', words: `It would go to ${place} now as well.${caution}` };
  }
  const now = destinationWords(route.destinations);
  if (share > 0) {
    return {
      kind: 'sometimes',
      words: `Now ${percent(share)} of such requests go to ${place}: ${now}.${caution}`,
    };
  }
  return { kind: 'other', words: `Now it would go elsewhere: ${now}.${caution}` };
}

/** By who answered, where that is told; else by host and subset. */
function shareThere(
  destinations: readonly Destination[],
  host: string | null,
  subset: string | null,
  target: Peer | null,
): number {
  const { workload = null, namespace = null } = target ?? {};
  let total = 0;
  for (const one of destinations) {
    if (workload !== null) {
      for (const server of one.servers) {
        const isIt = server.name === workload && (namespace === null || server.namespace === namespace);
        if (isIt) total += one.share * server.share;
      }
    } else if (host === null || (one.host === host && (subset === null || one.subset === subset))) {
      total += one.share;
    }
  }
  return total;
}

function destinationWords(destinations: readonly Destination[]): string {
  const parts = destinations.flatMap(({ host, subset, share, servers }) =>
    servers.length === 0
      ? [`${percent(share)} ${shortHost(host)}${subset === null ? '' : ` ${subset}`}`]
      : servers.map((server) => `${percent(share * server.share)} ${server.name}`),
  );
  return parts.slice(0, 4).join(', ') + (parts.length > 4 ? `, and ${parts.length - 4} more` : '');
}

/** Spans do not carry the headers that rules look at. */
function dependsOn(headers: readonly string[]): string {
  if (headers.length === 0) return '';
  const names = headers.slice(0, 3).join(', ');
  return ` Its headers are not in the span; rules look at ${names}.`;
}

function percent(share: number): string {
  const value = share * 100;
  return `${value >= 10 || value === 0 ? Math.round(value) : Number(value.toPrecision(1))} %`;
}

function shortHost(host: string): string {
  return host.includes('.svc.') ? (host.split('.')[0] ?? host) : host;
}

function lower(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
