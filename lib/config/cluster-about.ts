/** What a cluster is and which of the mesh's kinds it serves, for who checks the connection to it. */

export interface ServedGroup {
  /** `networking.istio.io`. */
  readonly group: string;
  /** Kinds that are served, each with its versions, the preferred one first. */
  readonly kinds: readonly { readonly kind: string; readonly versions: readonly string[] }[];
}

export interface ClusterAbout {
  /** Of its API server: `v1.37.2`; null = it does not tell. */
  readonly version: string | null;
  /** Groups of the mesh of which something is served; null = not known yet. */
  readonly served: readonly ServedGroup[] | null;
}

/** Throws `Fault` where the API server does not answer. */
export interface ClusterAboutPort {
  /** Of its API server, without credentials. */
  readonly address: string;
  about(signal?: AbortSignal): Promise<ClusterAbout>;
}
