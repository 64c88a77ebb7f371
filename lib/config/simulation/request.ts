/**
 * The request whose way through the mesh is asked for: who sends it and what it looks like on the wire.
 * Both a sidecar's own request and one that enters through a gateway are described by it.
 */

export interface SimulatedClient {
  readonly namespace: string;
  /** Labels of the client pod. For a gateway: of the gateway's pod; left empty, they are looked up by its name. */
  readonly labels: Readonly<Record<string, string>>;
  /** Workload name of the gateway proxy in `namespace` at which the request arrives from outside; null inside the mesh. */
  readonly gateway: string | null;
  /** `ambient`: ztunnel carries its requests. Default: a sidecar. */
  readonly plane?: 'sidecar' | 'ambient';
  /** Region, zone and sub-zone with `/` between; left out, it is looked up by the labels. */
  readonly locality?: string;
}

export interface SimulatedRequest {
  readonly client: SimulatedClient;
  /** As the client writes it: short name, `name.namespace`, FQDN or an outside host; a port in it is ignored. */
  readonly host: string;
  /** The Service's port, or the Gateway server's port number for a request that enters through a gateway. */
  readonly port: number;
  readonly method: string;
  /** With the query string, e.g. `/productpage?u=normal`. */
  readonly path: string;
  /** Names are compared in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * What the client speaks: `tcp` is opaque bytes, `tls` and `https` are encrypted by the client itself (SNI = host),
   * `udp` are datagrams.
   * A Service port whose protocol is declared decides; this counts for ports that are sniffed and for gateways.
   */
  readonly scheme: 'http' | 'https' | 'tcp' | 'tls' | 'udp';
  /** Server name of the TLS handshake, where it differs from `host`. */
  readonly sni?: string;
  /** Claims of a token that the gateway's RequestAuthentications accepted; left out, there are none to route by. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Address that the client connects to, for TCP rules by subnet; default the service's own. */
  readonly destinationIp?: string;
}
