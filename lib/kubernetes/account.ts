/**
 * Where the cluster's API server is and by which credential it is asked: the pod's own service account, or a
 * kubeconfig. What a kubeconfig can say (client certificates, exec plug-ins, proxies) is read by Kubernetes' own client.
 */
import 'server-only';
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { Agent as HttpAgent } from 'node:http';
import { type AgentOptions, Agent as HttpsAgent, type RequestOptions } from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';
import { Fault } from '@/lib/mesh/fault';

export type ClusterSettings =
  /** `root`: a folder in place of `/`, below which the account is mounted, for tests. */
  | { readonly kind: 'in-cluster'; readonly root?: string }
  /** `context` null = the file's current one. */
  | { readonly kind: 'kubeconfig'; readonly path: string; readonly context: string | null };

/** All that a request, or a WebSocket, needs to reach the API server as somebody. */
export interface ClusterConnection {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly agent: HttpAgent | HttpsAgent;
}

export interface ClusterAccount {
  /** As messages call it, for example `the cluster of context kind-demo`. */
  readonly title: string;
  /** The account's own namespace where it has one: a last resort for an account that may not list namespaces. */
  ownNamespace(): Promise<string | null>;
  /**
   * `token` null = the account's own credential, else this one and nothing of the account's own.
   * Throws `Fault` `source-unreachable` when the account cannot be read.
   */
  connection(token: string | null): Promise<ClusterConnection>;
}

/** Mounted tokens and kubeconfig files are rotated; the file is looked at again after this time. */
const REREAD_MS = 60_000;

/** `name`: as messages call the cluster, where there are several. */
export function clusterAccount(settings: ClusterSettings, name?: string): ClusterAccount {
  return new Account(settings, name);
}

interface Loaded {
  readonly own: KubeConfig;
  /** The same cluster with nobody's credential: a user's token must not travel beside a client certificate. */
  readonly bare: KubeConfig;
  readonly stamp: string;
}

class Account implements ClusterAccount {
  readonly title: string;
  readonly #settings: ClusterSettings;
  readonly #agents = new Map<string, HttpAgent | HttpsAgent>();
  #loaded: Loaded | null = null;
  #lookedAtMs = Number.NEGATIVE_INFINITY;

  constructor(settings: ClusterSettings, name: string | undefined) {
    this.#settings = settings;
    this.title = name === undefined ? titleOf(settings) : `the cluster ${name}`;
  }

  async ownNamespace(): Promise<string | null> {
    const { own } = await this.#config();
    return own.getContextObject(own.getCurrentContext())?.namespace?.trim() || null;
  }

  async connection(token: string | null): Promise<ClusterConnection> {
    const { own, bare } = await this.#config();
    const config = token === null ? own : bare;
    const cluster = config.getCurrentCluster();
    if (cluster === null) throw this.#unreadable('it names no cluster');
    const options: RequestOptions = {};
    try {
      await config.applyToHTTPSOptions(options);
    } catch (error) {
      throw this.#unreadable(error instanceof Error ? error.message : String(error), error);
    }
    const url = new URL(cluster.server);
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(options.headers ?? {})) headers[name] = String(value).trim();
    if (typeof options.auth === 'string') {
      headers.Authorization = `Basic ${Buffer.from(options.auth).toString('base64')}`;
    }
    if (token !== null) headers.Authorization = `Bearer ${token}`;
    // With a proxy the library's agent is the one that knows the way.
    const agent = cluster.proxyUrl ? (options.agent as HttpAgent) : this.#agent(url.protocol, options);
    return { url, headers, agent };
  }

  /** Connections are kept and shared by everything that presents the same certificates. */
  #agent(protocol: string, options: RequestOptions): HttpAgent | HttpsAgent {
    const tls: AgentOptions = {};
    for (const name of ['ca', 'cert', 'key', 'passphrase', 'servername', 'rejectUnauthorized'] as const) {
      if (options[name] !== undefined) Object.assign(tls, { [name]: options[name] });
    }
    const identity = createHash('sha256').update(protocol);
    for (const [name, value] of Object.entries(tls)) identity.update(`\0${name}\0`).update(String(value));
    const key = identity.digest('base64');
    const known = this.#agents.get(key);
    if (known !== undefined) return known;
    const pooling = { keepAlive: true, keepAliveMsecs: 30_000, maxFreeSockets: 16 };
    const agent = protocol === 'https:' ? new HttpsAgent({ ...tls, ...pooling }) : new HttpAgent(pooling);
    this.#agents.set(key, agent);
    return agent;
  }

  async #config(): Promise<Loaded> {
    if (this.#loaded !== null && Date.now() - this.#lookedAtMs < REREAD_MS) return this.#loaded;
    const stamp = this.#stamp();
    if (this.#loaded?.stamp !== stamp) this.#loaded = await this.#load(stamp);
    this.#lookedAtMs = Date.now();
    return this.#loaded;
  }

  /** Changes when the file does. The library itself reads a mounted token again. */
  #stamp(): string {
    if (this.#settings.kind === 'in-cluster') return '';
    const state = statSync(this.#settings.path, { throwIfNoEntry: false });
    return state === undefined ? 'gone' : `${state.mtimeMs}:${state.size}:${state.ino}`;
  }

  async #load(stamp: string): Promise<Loaded> {
    // Only where there is a cluster: the library's generated models take tens of megabytes.
    const { KubeConfig } = await import('@kubernetes/client-node');
    const own = new KubeConfig();
    const bare = new KubeConfig();
    try {
      if (this.#settings.kind === 'in-cluster') own.loadFromCluster(this.#settings.root);
      else own.loadFromFile(this.#settings.path);
      const context = this.#settings.kind === 'kubeconfig' ? this.#settings.context : null;
      if (context !== null) own.setCurrentContext(context);
      const cluster = own.getCurrentCluster();
      if (cluster === null)
        throw new Error(`there is no context ${own.getCurrentContext() || '(none is set)'}`);
      bare.loadFromClusterAndUser(cluster, { name: 'bearer' });
    } catch (error) {
      throw this.#unreadable(error instanceof Error ? error.message : String(error), error);
    }
    return { own, bare, stamp };
  }

  #unreadable(why: string, cause?: unknown): Fault {
    const { kind } = this.#settings;
    const what =
      kind === 'in-cluster' ? "The pod's service account" : `The kubeconfig ${this.#settings.path}`;
    return new Fault('source-unreachable', `${what} cannot be used: ${why}.`, {
      source: 'kubernetes',
      hint:
        kind === 'in-cluster'
          ? 'PERIPLUS_KUBERNETES=in-cluster needs a pod with automountServiceAccountToken.'
          : 'Check PERIPLUS_KUBECONFIG and PERIPLUS_KUBE_CONTEXT.',
      cause,
    });
  }
}

function titleOf(settings: ClusterSettings): string {
  if (settings.kind === 'in-cluster') return 'the cluster';
  return `the cluster of ${settings.context === null ? settings.path : `context ${settings.context}`}`;
}
