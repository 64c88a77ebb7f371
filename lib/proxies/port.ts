/**
 * The port through which proxies and the control plane are asked about themselves. Whatever it gives holds no
 * private key, password or token: the adapter takes them out.
 */
import type { DumpElement } from './dump/dump-element';

export interface ProxyAddress {
  readonly namespace: string;
  readonly pod: string;
}

/** What an admin port tells in one small JSON document. */
export type AdminDocument = 'server-info' | 'certificates';

/** What may be large and is given piece by piece: Envoy's configuration, its clusters with their endpoints, ztunnel's dump. */
export type AdminDump = 'config' | 'clusters' | 'ztunnel';

/** Throws `Fault`: `forbidden` with the role that is missing, `not-found`, `source-…`, `too-large`. */
export interface ProxyPort {
  read(proxy: ProxyAddress, document: AdminDocument, signal?: AbortSignal): Promise<unknown>;
  dump(proxy: ProxyAddress, dump: AdminDump, signal?: AbortSignal): AsyncIterable<DumpElement>;
  /** Levels by logger; ztunnel has one, named ''. */
  logLevels(
    proxy: ProxyAddress,
    kind: 'envoy' | 'ztunnel',
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, string>>;
  /** `logger` null = all. Returns the levels that hold then. */
  setLogLevel(
    proxy: ProxyAddress,
    kind: 'envoy' | 'ztunnel',
    change: { readonly logger: string | null; readonly level: string },
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, string>>;
  /** `/debug/syncz` of every replica of the control plane that answers, with the pods that did not. */
  synchronisation(signal?: AbortSignal): Promise<ControlPlaneView>;
  /** What the control plane would send to this proxy now (`/debug/config_dump`). */
  intended(proxy: ProxyAddress, istiod: ProxyAddress, signal?: AbortSignal): AsyncIterable<DumpElement>;
}

export interface ControlPlaneView {
  readonly answers: readonly { readonly istiod: ProxyAddress; readonly statuses: unknown }[];
  readonly silent: readonly { readonly istiod: ProxyAddress; readonly because: string }[];
}
