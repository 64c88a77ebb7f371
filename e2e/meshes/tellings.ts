/** Which proxies tell of a call, and whose word counts: design rule "a request counts once". */
import { type AmbientView, ambientViews } from '@/lib/graph/vocabulary';
import type { Call, Telling } from './calls';

const ALWAYS: readonly AmbientView[] = ambientViews;
const NEVER: readonly AmbientView[] = [];
/** What waypoints say is left out where only ztunnels are asked for, and the other way round. */
const NOT_ZTUNNEL: readonly AmbientView[] = ['total', 'waypoint'];
const ZTUNNEL_ONLY: readonly AmbientView[] = ['ztunnel'];
const NOT_WAYPOINT: readonly AmbientView[] = ['total', 'ztunnel'];

export function tellingsOf(call: Call): Telling[] {
  const plain = (reporter: Telling['reporter'], countsIn: readonly AmbientView[]): Telling =>
    telling(call, { reporter, countsIn });
  const bytes = (reporter: Telling['reporter'], countsIn: readonly AmbientView[]): Telling =>
    telling(call, { reporter, countsIn, ztunnel: true, protocol: 'tcp' });
  switch (call.teller) {
    case 'both':
      return [plain('source', ALWAYS), plain('destination', NEVER)];
    case 'everybody':
      return [
        plain('source', ALWAYS),
        plain('waypoint', NEVER),
        plain('destination', NEVER),
        // A sidecar's bytes are not ztunnel's too, where only bytes are told.
        ...(call.protocol === 'tcp' ? [] : [bytes('source', NEVER)]),
        bytes('destination', NEVER),
      ];
    case 'client':
      return [plain('source', ALWAYS)];
    case 'server':
      return [
        call.service.mode === 'ztunnel' ? bytes('destination', NOT_WAYPOINT) : plain('destination', ALWAYS),
      ];
    case 'lost':
      return [
        telling(call, { reporter: 'source', countsIn: ALWAYS, destination: null }),
        plain('destination', NEVER),
      ];
    case 'ztunnel':
      return [bytes('source', NOT_WAYPOINT), bytes('destination', NEVER)];
    case 'waypoint':
      return [plain('waypoint', NOT_ZTUNNEL), ...legs(call)];
  }
  return call.teller satisfies never;
}

function legs(call: Call): Telling[] {
  if (call.through === null) return [];
  const { waypoint, wayIn, wayOut } = call.through;
  const toIt = { destination: waypoint, leg: 'in' } as const;
  const fromIt = { source: waypoint, leg: 'out' } as const;
  const ztunnel = { ztunnel: true, protocol: 'tcp' } as const;
  const there =
    wayIn === 'sidecar'
      ? [telling(call, { reporter: 'source', countsIn: ZTUNNEL_ONLY, ...toIt })]
      : [
          telling(call, { reporter: 'source', countsIn: ZTUNNEL_ONLY, ...toIt, ...ztunnel }),
          telling(call, { reporter: 'destination', countsIn: NEVER, ...toIt, ...ztunnel }),
        ];
  const onward =
    wayOut === 'sidecar'
      ? [telling(call, { reporter: 'destination', countsIn: ZTUNNEL_ONLY, ...fromIt })]
      : [
          telling(call, { reporter: 'source', countsIn: ZTUNNEL_ONLY, ...fromIt, ...ztunnel }),
          telling(call, { reporter: 'destination', countsIn: NEVER, ...fromIt, ...ztunnel }),
        ];
  return [...there, ...onward];
}

function telling(call: Call, part: Pick<Telling, 'reporter' | 'countsIn'> & Partial<Telling>): Telling {
  const { source, destination, protocol } = call;
  return { call, source, destination, protocol, ztunnel: false, leg: null, sids: [], ...part };
}
