/** The request that is being put together: as the form and the URL hold it, and as the API takes it. Pure. */
import type { SimulationChoices } from '@/lib/config/simulation/contract';
import type { Caller, RequestProtocol, SimulationRequest } from '@/lib/config/simulation/request-contract';

/** As in the contract, which would bring zod with it. */
export const PROTOCOLS = [
  'http',
  'https',
  'grpc',
  'tcp',
  'tls',
  'udp',
] as const satisfies readonly RequestProtocol[];

export interface Pair {
  readonly name: string;
  readonly value: string;
}

/** A token as it is typed. */
export interface TokenForm {
  readonly issuer: string;
  readonly subject: string;
  /** Comma-separated. */
  readonly audiences: string;
  /** A JSON object; empty = no claims. */
  readonly claims: string;
  readonly valid: boolean;
}

export interface RequestForm {
  /** `workload:<namespace>/<name>`, `gateway:<namespace>/<name>`, `outside`; empty = not chosen. */
  readonly from: string;
  readonly host: string;
  /** Null = the first that the host has. */
  readonly port: number | null;
  /** Null = what the port speaks. */
  readonly protocol: RequestProtocol | null;
  readonly method: string;
  readonly path: string;
  readonly headers: readonly Pair[];
  readonly query: readonly Pair[];
  readonly sni: string;
  readonly ip: string;
  /** Null = the request carries none. */
  readonly token: TokenForm | null;
  /** What external authorizers say, by provider. */
  readonly external: Readonly<Record<string, 'allow' | 'deny'>>;
}

export const EMPTY_FORM: RequestForm = {
  from: '',
  host: '',
  port: null,
  protocol: null,
  method: 'GET',
  path: '/',
  headers: [],
  query: [],
  sni: '',
  ip: '',
  token: null,
  external: {},
};

export const EMPTY_TOKEN: TokenForm = { issuer: '', subject: '', audiences: '', claims: '', valid: true };

export function callerKey(caller: Caller): string {
  return caller.kind === 'outside' ? 'outside' : `${caller.kind}:${caller.namespace}/${caller.name}`;
}

/** Null where nobody is chosen, or the key is none. */
export function callerOf(key: string): Caller | null {
  if (key === 'outside') return { kind: 'outside' };
  const parts = /^(workload|gateway):([^/\s]+)\/([^/\s]+)$/.exec(key);
  if (parts === null) return null;
  const [, kind, namespace = '', name = ''] = parts;
  return { kind: kind === 'gateway' ? 'gateway' : 'workload', namespace, name };
}

export interface HostPort {
  readonly number: number;
  readonly name: string | null;
  readonly protocol: RequestProtocol;
}

/** A host that can be called by who was chosen. */
export interface HostChoice {
  /** As the caller would write it. */
  readonly value: string;
  /** "in bookinfo", "outside the mesh", "served by this gateway". */
  readonly note: string;
  readonly ports: readonly HostPort[];
  /** Every name that means it. */
  readonly names: readonly string[];
}

/** Gateways are asked for what they serve; everybody else for services and hosts outside. */
export function hostChoices(choices: SimulationChoices, from: string): readonly HostChoice[] {
  const caller = callerOf(from);
  if (caller?.kind === 'gateway') return servedHosts(choices, caller);
  const namespace = caller?.kind === 'workload' ? caller.namespace : null;
  return choices.services.map((service): HostChoice => {
    const { host, name, ports, external } = service;
    if (!host.includes('.svc.')) {
      return {
        value: host,
        note: external ? 'outside the mesh' : `in ${service.namespace}`,
        ports,
        names: [host],
      };
    }
    const long = `${name}.${service.namespace}`;
    const isOwn = service.namespace === namespace;
    const names = [long, `${long}.svc`, host, ...(isOwn ? [name] : [])];
    return { value: isOwn ? name : long, note: `in ${service.namespace}`, ports, names };
  });
}

function servedHosts(
  { gateways }: SimulationChoices,
  caller: { readonly namespace: string; readonly name: string },
): readonly HostChoice[] {
  const gateway = gateways.find(
    ({ namespace, name }) => namespace === caller.namespace && name === caller.name,
  );
  const ports = new Map<string, HostPort[]>();
  for (const { port, protocol, hosts } of gateway?.servers ?? []) {
    for (const host of hosts) {
      const own = ports.get(host) ?? [];
      own.push({ number: port, name: null, protocol });
      ports.set(host, own);
    }
  }
  return [...ports].map(([host, own]) => ({
    value: host,
    note: 'served by this gateway',
    ports: own,
    names: [host],
  }));
}

export type FieldIssues = Readonly<Partial<Record<keyof RequestForm | 'claims', string>>>;

export interface ReadForm {
  /** Null while something is missing or wrong. */
  readonly request: SimulationRequest | null;
  readonly issues: FieldIssues;
  /** What holds where the form leaves it open. */
  readonly port: number | null;
  readonly protocol: RequestProtocol;
  readonly host: HostChoice | null;
}

/** The request of the form. What is empty is missing, not wrong. */
export function readForm(form: RequestForm, choices: SimulationChoices): ReadForm {
  const from = callerOf(form.from);
  const typed = form.host.trim().toLowerCase();
  const host = hostChoices(choices, form.from).find(({ names }) => names.includes(typed)) ?? null;
  const ports = host?.ports ?? gatewayPorts(choices, from);
  const port = form.port ?? ports[0]?.number ?? null;
  const spoken = ports.find(({ number }) => number === port)?.protocol;
  const protocol = form.protocol ?? spoken ?? 'http';
  const issues: Record<string, string> = {};
  if (/[\s/:?#@]/.test(typed)) issues.host = 'A host alone, without scheme, port and path.';
  if (port !== null && !(Number.isInteger(port) && port >= 1 && port <= 65_535)) issues.port = '1 to 65535.';
  if (!/^\/\S*$/.test(form.path)) issues.path = 'It begins with "/" and holds no spaces.';
  const badHeader = form.headers.find(({ name }) => name !== '' && !HEADER_NAME.test(name));
  if (badHeader !== undefined) issues.headers = `"${badHeader.name}" is no name of a header.`;
  if (form.ip !== '' && !/^[0-9a-fA-F:.]+$/.test(form.ip)) issues.ip = 'An IP address, such as 10.1.2.3.';
  const token = readToken(form.token);
  if (token === undefined) issues.claims = 'A JSON object, such as {"groups": ["admin"]}.';
  const isMissing = from === null || typed === '' || port === null;
  if (isMissing || token === undefined || Object.keys(issues).length > 0) {
    return { request: null, issues, port, protocol, host };
  }
  const request: SimulationRequest = {
    from,
    to: typed,
    port,
    protocol,
    method: form.method,
    path: form.path,
    headers: pairsAsRecord(form.headers),
    query: pairsAsRecord(form.query),
    token,
    external: { ...form.external },
    ...(form.sni.trim() !== '' && { sni: form.sni.trim() }),
    ...(form.ip !== '' && { sourceIp: form.ip }),
  };
  return { request, issues, port, protocol, host };
}

const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z:-]{1,200}$/;

/** A gateway may serve any host: then its ports are all that is known. */
function gatewayPorts({ gateways }: SimulationChoices, from: Caller | null): readonly HostPort[] {
  if (from?.kind !== 'gateway') return [];
  const gateway = gateways.find(({ namespace, name }) => namespace === from.namespace && name === from.name);
  return (gateway?.servers ?? []).map(({ port, protocol }) => ({ number: port, name: null, protocol }));
}

function pairsAsRecord(pairs: readonly Pair[]): Record<string, string> {
  return Object.fromEntries(
    pairs.filter(({ name }) => name.trim() !== '').map(({ name, value }) => [name.trim(), value]),
  );
}

/** Undefined = the claims are no JSON object. */
function readToken(token: TokenForm | null): SimulationRequest['token'] | undefined {
  if (token === null) return null;
  const claims = readClaims(token.claims);
  if (claims === undefined) return undefined;
  return {
    issuer: token.issuer.trim(),
    subject: token.subject.trim(),
    audiences: token.audiences
      .split(',')
      .map((audience) => audience.trim())
      .filter((audience) => audience !== ''),
    claims,
    valid: token.valid,
  };
}

function readClaims(text: string): Record<string, unknown> | undefined {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
