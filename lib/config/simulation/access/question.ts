/** Who asks for what, as an enforcement point sees it. What is left `undefined` is open and may decide the answer. */

/** SPIFFE identity of the caller's certificate. */
export type CallerIdentity =
  /** Plain text: nobody is authenticated. */
  | { readonly kind: 'none' }
  /** Without `spiffe://`, e.g. `cluster.local/ns/bookinfo/sa/productpage`. */
  | { readonly kind: 'principal'; readonly principal: string }
  /** In the mesh's own trust domain. `serviceAccount` null = any of the namespace, not known which. */
  | { readonly kind: 'account'; readonly namespace: string; readonly serviceAccount: string | null };

export interface AccessSource {
  readonly identity?: CallerIdentity;
  /** Direct peer of the connection. */
  readonly ip?: string;
  /** First caller, by X-Forwarded-For or the PROXY protocol. */
  readonly remoteIp?: string;
}

/** A JSON Web Token that the request carries. */
export interface RequestToken {
  readonly issuer: string;
  readonly subject: string;
  readonly audiences: readonly string[];
  /** Claim `azp`. */
  readonly presenter?: string;
  readonly claims: Readonly<Record<string, unknown>>;
  /** False: expired, wrongly signed or malformed. */
  readonly valid: boolean;
  /** Where it stands; default the bearer of `authorization`. */
  readonly location?: { readonly kind: 'header' | 'param' | 'cookie'; readonly name: string };
}

export interface AccessRequest {
  readonly protocol: 'http' | 'tcp';
  readonly method?: string;
  /** With or without query; the query does not count. */
  readonly path?: string;
  /** As the client writes it, with its port where it writes one. */
  readonly host?: string;
  /** Given: every header that is not in it is absent. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Null = the request carries no token. */
  readonly token?: RequestToken | null;
  /** Server name of the TLS handshake; null = none. */
  readonly sni?: string | null;
}

export interface AccessQuestion {
  readonly source: AccessSource;
  readonly request: AccessRequest;
  /** Port on which the proxy receives it: the container's, not the Service's. */
  readonly port: number;
  readonly destinationIp?: string;
  /** What external authorizers say, by provider; one that is not named here is open. */
  readonly external?: Readonly<Record<string, 'allow' | 'deny'>>;
}
