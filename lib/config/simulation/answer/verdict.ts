/** The whole answer as one sentence and three chips. */
import type {
  Access,
  Chip,
  Destination,
  Encryption,
  RouteAnswer,
  Server,
  SimulationAnswer,
  Verdict,
} from '@/lib/config/simulation/contract';
import { capitalized, count, percentText, requestsText, secondsText, sharesText } from './words';

type Judged = Pick<SimulationAnswer, 'entry' | 'route'>;

/** One server with its share of all requests. */
interface Reached extends Server {
  readonly ofAll: number;
}

export function verdictOf(answer: Judged): Verdict {
  const { entry, route } = answer;
  const servers = reachedServers(route.destinations);
  const routeChip = routeChipOf(route);
  const encryption = encryptionChipOf(route, servers);
  if (entry?.access.verdict === 'denied') {
    const { because, httpStatus } = entry.access;
    const access: Chip = { tone: 'bad', text: deniedText(httpStatus) };
    const sentence = `Refused at the gateway${httpStatus === null ? '' : ` with ${httpStatus}`}`;
    return { tone: 'bad', sentence, detail: because, route: routeChip, access, encryption };
  }
  const chips = { route: routeChip, access: accessChipOf(route, servers, entry), encryption };
  return { ...told(route, servers, entry?.access ?? null, chips), ...chips };
}

function reachedServers(destinations: readonly Destination[]): readonly Reached[] {
  return destinations.flatMap(({ share, servers }) =>
    servers.map((server) => ({ ...server, ofAll: share * server.share })),
  );
}

function told(
  route: RouteAnswer,
  servers: readonly Reached[],
  entry: Access | null,
  chips: Pick<Verdict, 'route' | 'access' | 'encryption'>,
): Pick<Verdict, 'tone' | 'sentence' | 'detail'> {
  const unrouted = unroutedSentence(route);
  if (unrouted !== null) return { ...unrouted, detail: joined(faultTexts(route), unrouted.detail) };
  const broken = servers.filter(({ encryption }) => encryption?.breaks != null);
  const denied = servers.filter((server) => isDenied(server));
  const first = broken[0]?.encryption?.breaks;
  if (servers.length > 0 && broken.length === servers.length && first != null) {
    return { tone: 'bad', sentence: `Cut off: the connection to ${target(route)} fails`, detail: first };
  }
  if (servers.length > 0 && denied.length === servers.length) {
    const { access } = denied[0] as Reached;
    const status = access?.httpStatus ?? null;
    const sentence = `Refused${status === null ? '' : ` with ${status}`} by ${target(route)}`;
    return { tone: 'bad', sentence, detail: access?.because ?? '' };
  }
  const failing = sum([...new Set([...broken, ...denied])].map(({ ofAll }) => ofAll));
  const access = failing > 0 ? `${percentText(failing)} refused` : accessWord(servers, entry);
  const encrypted = encryptionWord(servers);
  const sentence = capitalized([access, encrypted, `goes to ${target(route)}`].filter(Boolean).join(', '));
  const tones = [chips.route.tone, chips.access.tone, chips.encryption.tone];
  const tone = failing > 0 || tones.includes('bad') ? 'bad' : tones.includes('caution') ? 'caution' : 'good';
  return {
    tone,
    sentence,
    detail: joined(podsText(servers), ...faultTexts(route), ...lostTexts(route)),
  };
}

function target(route: RouteAnswer): string {
  return sharesText(route.destinations);
}

/** What ends before any server is asked; null where it is forwarded. */
function unroutedSentence(route: RouteAnswer): Pick<Verdict, 'tone' | 'sentence' | 'detail'> | null {
  const because = route.because ?? '';
  switch (route.kind) {
    case 'routed':
      return null;
    case 'no-cluster':
      return {
        tone: 'bad',
        sentence: `Fails with ${route.httpStatus}: the destination does not exist`,
        detail: because,
      };
    case 'no-healthy-upstream':
      return {
        tone: 'bad',
        sentence: 'Fails with 503: nothing stands behind the destination',
        detail: because,
      };
    case 'redirect':
      return {
        tone: 'good',
        sentence: `Sent elsewhere with ${route.httpStatus}`,
        detail: `Location: ${route.location ?? ''}`,
      };
    case 'direct-response':
      return {
        tone: 'good',
        sentence: `Answered by the proxy itself with ${route.httpStatus}`,
        detail: 'No service is asked.',
      };
    case 'not-found':
      return { tone: 'bad', sentence: 'Answered with 404: no route takes it', detail: because };
    case 'passthrough':
      return {
        tone: 'caution',
        sentence: 'Leaves the mesh as it is',
        detail: 'No service of the mesh has this host and port, and hosts that are not known may be called.',
      };
    case 'blackhole':
      return {
        tone: 'bad',
        sentence: 'Stopped with 502: only known hosts may be called',
        detail: 'No service or ServiceEntry that this caller sees has this host and port (REGISTRY_ONLY).',
      };
    case 'unknown-host':
      return {
        tone: 'caution',
        sentence: 'No service of the cluster has this name and port',
        detail: because,
      };
  }
  return route.kind satisfies never;
}

function routeChipOf(route: RouteAnswer): Chip {
  const fault = faultWord(route);
  switch (route.kind) {
    case 'routed': {
      const lost = route.destinations.some(({ state }) => state !== 'ready');
      const tone = lost ? 'bad' : fault === null ? 'good' : 'caution';
      return { tone, text: [chipTarget(route), fault].filter((part) => part !== null).join(', ') };
    }
    case 'no-cluster':
    case 'no-healthy-upstream':
    case 'not-found':
    case 'blackhole':
      return { tone: 'bad', text: `Fails, ${route.httpStatus}` };
    case 'redirect':
      return { tone: 'good', text: `Redirect ${route.httpStatus}` };
    case 'direct-response':
      return { tone: 'good', text: `Answers ${route.httpStatus}` };
    case 'passthrough':
      return { tone: 'caution', text: 'Leaves the mesh' };
    case 'unknown-host':
      return { tone: 'caution', text: 'Not known' };
  }
  return route.kind satisfies never;
}

function chipTarget({ destinations }: RouteAnswer): string {
  const [first] = destinations;
  if (first === undefined) return 'Nowhere';
  if (destinations.length === 1) return first.subset ?? sharesText([first]);
  if (destinations.length === 2) return sharesText(destinations).replace(/^\S+ (?=\S+ \S+ %)/, '');
  return count(destinations.length, 'destination');
}

function faultWord({ forwarding }: RouteAnswer): string | null {
  const fault = forwarding?.fault;
  if (fault?.abort != null) return `${percentText(fault.abort.share)} aborted`;
  if (fault?.delay == null) return null;
  return fault.delay.share === 0.5 ? 'half wait' : fault.delay.share >= 1 ? 'all wait' : 'some wait';
}

function faultTexts({ forwarding }: RouteAnswer): string[] {
  const fault = forwarding?.fault;
  const texts: string[] = [];
  if (fault?.delay != null) {
    const { share, seconds } = fault.delay;
    texts.push(`${requestsText(share)} ${share >= 1 ? 'waits' : 'wait'} ${secondsText(seconds)} first`);
  }
  if (fault?.abort != null) {
    const { share, httpStatus, grpcStatus } = fault.abort;
    const is = share >= 1 ? 'is' : 'are';
    texts.push(
      `${requestsText(share)} ${is} answered with ${httpStatus ?? grpcStatus ?? 'an error'} by a fault rule`,
    );
  }
  return texts;
}

function lostTexts({ destinations }: RouteAnswer): string[] {
  const lost = sum(destinations.filter(({ state }) => state !== 'ready').map(({ share }) => share));
  return lost === 0 ? [] : [`${percentText(lost)} fail with 503: a destination has nothing behind it`];
}

function podsText(servers: readonly Reached[]): string {
  const replicas = servers.map((server) => server.replicas);
  if (servers.length === 0 || replicas.includes(null)) return '';
  return `${count(sum(replicas.map((number) => number ?? 0)), 'pod')} behind it`;
}

function isDenied({ access }: Reached): boolean {
  return access?.verdict === 'denied';
}

function deniedText(httpStatus: number | null): string {
  return httpStatus === null ? 'Denied' : `Denied, ${httpStatus}`;
}

function accessChipOf(
  route: RouteAnswer,
  servers: readonly Reached[],
  entry: SimulationAnswer['entry'],
): Chip {
  if (route.kind !== 'routed') return { tone: 'quiet', text: 'Not asked' };
  // Behind a connection that fails nobody asks who calls.
  const reached = servers.filter(({ encryption }) => encryption?.breaks == null);
  if (servers.length > 0 && reached.length === 0) return { tone: 'quiet', text: 'Not reached' };
  const asked = reached.filter(({ access }) => access !== null);
  if (asked.length === 0 && entry === null) return { tone: 'quiet', text: 'Outside the mesh' };
  const denied = asked.filter(isDenied);
  if (denied.length > 0) {
    const status = denied[0]?.access?.httpStatus ?? null;
    const share = sum(denied.map(({ ofAll }) => ofAll));
    const isAll = denied.length === servers.length;
    return { tone: 'bad', text: isAll ? deniedText(status) : `${percentText(share)} denied` };
  }
  const all = [entry?.access ?? null, ...asked.map(({ access }) => access)];
  if (all.some((access) => access?.verdict === 'depends')) return { tone: 'caution', text: 'Depends' };
  return { tone: 'good', text: 'Allowed' };
}

function accessWord(servers: readonly Reached[], entry: Access | null): string {
  const all = [entry, ...servers.map(({ access }) => access)].filter((access) => access !== null);
  if (all.length === 0) return '';
  return all.some(({ verdict }) => verdict === 'depends') ? 'it depends who may call' : 'allowed';
}

const TRANSPORTS: Readonly<Record<Encryption['transport'], Chip>> = {
  mtls: { tone: 'good', text: 'mTLS' },
  hbone: { tone: 'good', text: 'mTLS (HBONE)' },
  tls: { tone: 'good', text: 'TLS' },
  'application-tls': { tone: 'good', text: 'TLS of its own' },
  plaintext: { tone: 'caution', text: 'Plain text' },
};

function encryptionChipOf(route: RouteAnswer, servers: readonly Reached[]): Chip {
  const known = servers.flatMap(({ encryption }) => (encryption === null ? [] : [encryption]));
  if (route.kind !== 'routed' || known.length === 0) return { tone: 'quiet', text: 'Not asked' };
  if (known.some(({ breaks }) => breaks !== null)) return { tone: 'bad', text: 'Breaks' };
  const transports = [...new Set(known.map(({ transport }) => transport))];
  const [only] = transports;
  if (transports.length === 1 && only !== undefined) return TRANSPORTS[only];
  return transports.includes('plaintext')
    ? { tone: 'caution', text: 'Partly plain text' }
    : { tone: 'good', text: 'Encrypted' };
}

function encryptionWord(servers: readonly Reached[]): string {
  const known = servers.flatMap(({ encryption }) => (encryption === null ? [] : [encryption.encrypted]));
  if (known.length === 0) return '';
  if (known.every(Boolean)) return 'encrypted';
  return known.some(Boolean) ? 'partly encrypted' : 'in plain text';
}

function joined(...texts: readonly (string | readonly string[])[]): string {
  return texts
    .flat()
    .filter((text) => text !== '')
    .join('; ');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
