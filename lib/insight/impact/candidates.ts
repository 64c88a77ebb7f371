/** The requests that an observed call may have been: hosts, ports, and one for each condition of the rules. */
import { hostCovers, hostSpecificity, hostsOverlap } from '@/lib/config/simulation/host-names';
import type { MeshView } from '@/lib/config/simulation/mesh-view';
import type { MeshService } from '@/lib/config/simulation/read/service';
import type { SimulatedClient, SimulatedRequest } from '@/lib/config/simulation/request';
import { labelsInclude } from '@/lib/config/simulation/source-filter';
import type { Protocol } from '@/lib/mesh/identity';
import type { Reach } from './reach';
import {
  distinctShapes,
  gatewayRulesFor,
  gatewayRulesTo,
  hostsLeadingTo,
  meshShapes,
  type RuleSet,
} from './route-index';
import type { SampleShape } from './sample';

export interface Candidate {
  readonly request: SimulatedRequest;
  /** What tells it from the others of its call; null = nothing in particular. */
  readonly words: string | null;
}

export interface Views {
  readonly before: MeshView;
  readonly after: MeshView;
  /** What may differ between the two; null = anything. */
  readonly reach: Reach | null;
}

/** More ports or hosts of one call are not told apart. */
const MOST_PORTS = 4;
const MOST_HOSTS = 12;

/** From a workload: the service itself, or hosts whose rules lead to it (`hosts` says which). */
export function meshCandidates(
  views: Views,
  client: SimulatedClient,
  host: string,
  protocol: Protocol,
): { readonly hosts: readonly string[]; readonly candidates: readonly Candidate[] } {
  const origins = hostsLeadingTo(views.before, host).flatMap(({ hosts }) => hosts.filter(isConcrete));
  const hosts = [...new Set(origins)].slice(0, MOST_HOSTS);
  const own = hosts.length === 0 ? [host] : hosts;
  const candidates = own.flatMap((sent) => {
    const ports = portsOf(views, sent, protocol);
    const shapes = protocol === 'tcp' ? distinctShapes([]) : shapesFor(views, sent);
    return ports.flatMap((port) =>
      shapes.map((shape) => ({
        request: requestOf(client, sent, port, protocol, shape, protocol === 'tcp' ? 'tcp' : 'http'),
        words: wordsOf(shape, own.length > 1 ? sent : null, ports.length > 1 ? port : null),
      })),
    );
  });
  return { hosts: own, candidates };
}

/** Many callers send to the same host. */
const knownShapes = new WeakMap<Views, Map<string, readonly SampleShape[]>>();

function shapesFor(views: Views, host: string): readonly SampleShape[] {
  let known = knownShapes.get(views);
  if (known === undefined) {
    known = new Map();
    knownShapes.set(views, known);
  }
  let shapes = known.get(host);
  if (shapes === undefined) {
    const isSame = views.reach !== null && !views.reach.rules(host);
    const own = [views.before, ...(isSame ? [] : [views.after])];
    shapes = distinctShapes(own.flatMap((view) => meshShapes(view, host)));
    known.set(host, shapes);
  }
  return shapes;
}

const isConcrete = (host: string) => !host.startsWith('*');

/** Ports of the service that may carry the protocol. */
export function portsOf(views: Views, host: string, protocol: Protocol): readonly number[] {
  const services = [views.before, views.after].flatMap((view) => view.servicesByHost.get(host) ?? []);
  const fits = (service: MeshService) =>
    service.ports
      .filter((port) => protocol === 'tcp' || port.protocol === 'http' || port.protocol === 'unknown')
      .map(({ number }) => number);
  const fitting = [...new Set(services.flatMap(fits))];
  const any =
    fitting.length > 0 ? fitting : services.flatMap(({ ports }) => ports.map(({ number }) => number));
  return [...new Set(any)].slice(0, MOST_PORTS);
}

interface Entry {
  readonly port: number;
  readonly scheme: SimulatedRequest['scheme'];
  readonly hosts: readonly string[];
  /** `namespace/name` of the Gateway. */
  readonly gateway: string;
}

/** From a gateway: what it takes in and leads to the host by its rules. */
export function gatewayCandidates(
  views: Views,
  client: SimulatedClient,
  host: string,
  protocol: Protocol,
): readonly Candidate[] {
  const entries = entriesOf(views.before, client);
  const leading = gatewayRulesTo(views.before, host).flatMap((rules) =>
    entries.filter((entry) => isBound(rules, entry)).flatMap((entry) => sentHosts(rules, entry)),
  );
  const sent = new Map(leading.map((one) => [`${one.host}:${one.port}:${one.scheme}`, one]));
  const targets = [...sent.values()].slice(0, MOST_HOSTS);
  return targets.flatMap((one) => {
    const shapes = [views.before, views.after].flatMap((view) =>
      gatewayRulesFor(view, one.host).flatMap((rules) => rules.shapes),
    );
    return distinctShapes(protocol === 'tcp' ? [] : shapes).map((shape) => ({
      request: requestOf(client, one.host, one.port, protocol, shape, one.scheme),
      words: wordsOf(shape, targets.length > 1 ? one.host : null, null),
    }));
  });
}

/** What the gateway proxy listens to, by the Gateways of both APIs. */
function entriesOf(view: MeshView, client: SimulatedClient): readonly Entry[] {
  const istio = view.gateways
    .filter(({ selector }) => labelsInclude(client.labels, selector))
    .flatMap(({ namespace, name, servers }) =>
      servers.map(({ port, protocol, hosts, tlsMode }) => ({
        port,
        scheme: schemeOf(protocol, tlsMode),
        hosts: hosts.map((written) => written.slice(written.indexOf('/') + 1).toLowerCase()),
        gateway: `${namespace}/${name}`,
      })),
    );
  const own = client.labels['gateway.networking.k8s.io/gateway-name'];
  const made = view.kubernetesGateways
    .filter(
      ({ namespace, name, className }) =>
        namespace === client.namespace &&
        (name === own || client.gateway === `${name}-${className}` || client.gateway === name),
    )
    .flatMap(({ namespace, name, listeners }) => {
      const added = view.listenerSets
        .filter(({ gateway }) => gateway.namespace === namespace && gateway.name === name)
        .flatMap((set) =>
          set.listeners.map((listener) => ({ listener, gateway: `${set.namespace}/${set.name}` })),
        );
      const ownOnes = listeners.map((listener) => ({ listener, gateway: `${namespace}/${name}` }));
      return [...ownOnes, ...added].map(({ listener, gateway }) => ({
        port: listener.port,
        scheme: schemeOf(listener.protocol, listener.tlsMode?.toUpperCase() ?? null),
        hosts: [listener.hostname ?? '*'],
        gateway,
      }));
    });
  return [...istio, ...made];
}

function schemeOf(protocol: string, tlsMode: string | null): SimulatedRequest['scheme'] {
  if (protocol === 'HTTPS') return 'https';
  if (protocol === 'TLS') return tlsMode === 'PASSTHROUGH' ? 'tls' : 'tcp';
  return protocol === 'TCP' || protocol === 'MONGO' ? 'tcp' : 'http';
}

function isBound(rules: RuleSet, { gateway }: Entry): boolean {
  return rules.istioGateways.has(gateway) || rules.gateways.has(gateway);
}

/** Concrete hosts that both the rules and the listener name. */
function sentHosts(
  rules: RuleSet,
  entry: Entry,
): readonly { host: string; port: number; scheme: Entry['scheme'] }[] {
  return rules.hosts.flatMap((own) =>
    entry.hosts
      .filter((served) => hostsOverlap(served, own))
      .map((served) => {
        const narrow = hostSpecificity(own) >= hostSpecificity(served) ? own : served;
        return { host: concrete(narrow), port: entry.port, scheme: entry.scheme };
      }),
  );
}

/** A name under the wildcard that hardly anybody gives a rule of its own. */
function concrete(pattern: string): string {
  if (!pattern.startsWith('*')) return pattern;
  const name = `any-other${pattern === '*' ? '.example' : pattern.slice(1)}`;
  return hostCovers(pattern, name) ? name : pattern.slice(2);
}

function requestOf(
  client: SimulatedClient,
  host: string,
  port: number,
  protocol: Protocol,
  shape: SampleShape,
  scheme: SimulatedRequest['scheme'],
): SimulatedRequest {
  const method = shape.method ?? (protocol === 'grpc' ? 'POST' : 'GET');
  return { client, host, port, method, path: shape.path, headers: shape.headers, scheme };
}

function wordsOf({ words }: SampleShape, host: string | null, port: number | null): string | null {
  const parts = [
    ...(host === null ? [] : [`sent to ${host}`]),
    ...(port === null ? [] : [`to port ${port}`]),
    ...(words === null ? [] : [words]),
  ];
  return parts.length === 0 ? null : parts.join(', ');
}
