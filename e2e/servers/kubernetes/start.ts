/**
 * Starts a real kube-apiserver with its etcd on free loopback ports, in a temporary folder, with RBAC, service-account
 * tokens, users by token and an audit log; stops both by process id. There is no kubelet and no controller: pods are
 * objects that nobody runs.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '@/e2e/servers/jaeger/free-port';
import { type AuditLine, auditPolicy, readAuditLog } from './audit-log';
import { buildKubernetes, kubernetesBinary, kubernetesIsBuilt } from './build';
import { type ApiAnswer, type ApiRequest, askApi } from './request';

/** A user that the server knows by a fixed token. */
export interface TokenUser {
  readonly name: string;
  readonly groups?: readonly string[];
}

export interface KubernetesOptions {
  /** Further users; `admin` (in `system:masters`) is always there. Their tokens are in `tokens`. */
  readonly users?: readonly TokenUser[];
  /** Further flags of kube-apiserver, for example `['--min-request-timeout=5']`. */
  readonly flags?: readonly string[];
}

export interface KubernetesServer extends AsyncDisposable {
  /** `https://127.0.0.1:<port>` */
  readonly url: string;
  readonly port: number;
  /** The certificates that the server's own is checked against, and the file that holds them. */
  readonly caPem: string;
  readonly caFile: string;
  /** By user; always one of `admin`. */
  readonly tokens: Readonly<Record<string, string>>;
  readonly adminToken: string;
  readonly folder: string;
  /** Of kube-apiserver; another one after `startApi`. */
  readonly pid: number;
  /** One call, as admin unless `token` says otherwise. Throws where `status` is not below 400, unless `anyStatus`. */
  request(request: ApiRequest): Promise<ApiAnswer>;
  /** Writes a kubeconfig with one context for a token and answers its path. */
  kubeconfig(token: string, name?: string): Promise<string>;
  /** Everything that was asked of the server so far, in the order of completion. */
  audit(): Promise<readonly AuditLine[]>;
  /** Ends kube-apiserver alone, as a fault; etcd keeps what was stored. */
  stopApi(): Promise<void>;
  /** Starts it again on the same port. */
  startApi(): Promise<void>;
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 120_000;

/** Builds the server first when it is not there; throws with the reason, and with its last lines, when it cannot start. */
export async function startKubernetes(options: KubernetesOptions = {}): Promise<KubernetesServer> {
  if (!kubernetesIsBuilt()) {
    const result = await buildKubernetes();
    if (result.kind !== 'built') throw new Error(result.reason);
  }
  const folder = await mkdtemp(join(tmpdir(), 'periplus-kubernetes-'));
  const [etcdPort = 0, peerPort = 0, port = 0] = await freePorts(3);
  const tokens = await writeSecrets(folder, options.users ?? []);
  const etcd = new Server('etcd', 'etcd', etcdFlags(folder, etcdPort, peerPort));
  const api = new Server(
    'kube-apiserver',
    kubernetesBinary(),
    apiFlags(folder, port, etcdPort, options.flags ?? []),
  );
  const stop = async () => {
    await api.end();
    await etcd.end();
    await rm(folder, { recursive: true, force: true });
  };
  const caFile = join(folder, 'certificates', 'apiserver.crt');
  const url = `https://127.0.0.1:${port}`;
  const adminToken = tokens.admin ?? '';
  let caPem = '';
  const startApi = async () => {
    api.start();
    await api.untilReady(async () => {
      caPem = await readFile(caFile, 'utf8');
      return (
        (await askApi(url, caPem, { path: '/readyz', token: adminToken, anyStatus: true })).status === 200
      );
    });
  };
  try {
    etcd.start();
    await etcd.untilReady(async () => (await fetch(`http://127.0.0.1:${etcdPort}/health`)).ok);
    await startApi();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    port,
    caPem,
    caFile,
    tokens,
    adminToken,
    folder,
    get pid() {
      return api.pid;
    },
    request: (request) => askApi(url, caPem, { token: adminToken, ...request }),
    kubeconfig: async (token, name = 'user') => {
      const path = join(folder, `${name}.kubeconfig`);
      await writeFile(path, kubeconfigText(url, caFile, token, name));
      return path;
    },
    audit: () => readAuditLog(join(folder, 'audit.log')),
    stopApi: () => api.end(),
    startApi,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/** Keys of service accounts, tokens of users, the policy of the audit log. Answers the tokens by user. */
async function writeSecrets(folder: string, users: readonly TokenUser[]): Promise<Record<string, string>> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const tokens: Record<string, string> = {};
  const rows = [{ name: 'admin', groups: ['system:masters'] }, ...users].map(({ name, groups = [] }) => {
    tokens[name] = randomBytes(24).toString('hex');
    return `${tokens[name]},${name},${name},"${groups.join(',')}"`;
  });
  await Promise.all([
    writeFile(join(folder, 'service-accounts.key'), privateKey.export({ type: 'pkcs1', format: 'pem' })),
    writeFile(join(folder, 'service-accounts.pub'), publicKey.export({ type: 'spki', format: 'pem' })),
    writeFile(join(folder, 'tokens.csv'), `${rows.join('\n')}\n`),
    writeFile(join(folder, 'audit-policy.json'), JSON.stringify(auditPolicy())),
  ]);
  return tokens;
}

function etcdFlags(folder: string, port: number, peerPort: number): string[] {
  const client = `http://127.0.0.1:${port}`;
  const peer = `http://127.0.0.1:${peerPort}`;
  return [
    `--data-dir=${join(folder, 'etcd')}`,
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=default=${peer}`,
  ];
}

function apiFlags(folder: string, port: number, etcdPort: number, more: readonly string[]): string[] {
  const file = (name: string) => join(folder, name);
  return [
    `--etcd-servers=http://127.0.0.1:${etcdPort}`,
    '--bind-address=127.0.0.1',
    `--secure-port=${port}`,
    `--cert-dir=${file('certificates')}`,
    '--service-cluster-ip-range=10.96.0.0/16',
    // Nothing runs in this cluster, so that it needs no address that others reach it by.
    '--endpoint-reconciler-type=none',
    `--service-account-key-file=${file('service-accounts.pub')}`,
    `--service-account-signing-key-file=${file('service-accounts.key')}`,
    '--service-account-issuer=https://kubernetes.default.svc',
    `--token-auth-file=${file('tokens.csv')}`,
    '--authorization-mode=RBAC',
    // Would wait for the token controller, which nobody runs.
    '--disable-admission-plugins=ServiceAccount',
    `--audit-policy-file=${file('audit-policy.json')}`,
    `--audit-log-path=${file('audit.log')}`,
    '--audit-log-mode=blocking-strict',
    ...more,
  ];
}

function kubeconfigText(url: string, caFile: string, token: string, name: string): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'test', cluster: { server: url, 'certificate-authority': caFile } }],
    users: [{ name, user: { token } }],
    contexts: [{ name, context: { cluster: 'test', user: name } }],
    'current-context': name,
  });
}

/** A program that runs until it is ended, with its last lines for messages. */
class Server {
  readonly #title: string;
  readonly #program: string;
  readonly #flags: readonly string[];
  #child: ChildProcess | null = null;
  #log = '';

  constructor(title: string, program: string, flags: readonly string[]) {
    this.#title = title;
    this.#program = program;
    this.#flags = flags;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  start(): void {
    const child = spawn(this.#program, this.#flags, { stdio: ['ignore', 'ignore', 'pipe'] });
    child.on('error', (error) => {
      this.#log += error.message;
    });
    child.stderr.setEncoding('utf8');
    child.stderr.on('data', (text: string) => {
      this.#log = (this.#log + text).slice(-4000);
    });
    process.once('exit', this.#killWithUs);
    this.#child = child;
  }

  readonly #killWithUs = () => {
    this.#child?.kill('SIGKILL');
  };

  /** Asks until it answers; throws with its last lines when it ends or takes too long. */
  async untilReady(ask: () => Promise<boolean>): Promise<void> {
    const until = Date.now() + READY_WITHIN_MS;
    while (Date.now() < until && this.#child?.exitCode === null && this.#child.signalCode === null) {
      if (await ask().catch(() => false)) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`${this.#title} did not start:\n${this.#log}`);
  }

  /** At once: there is nothing to save, and an orderly stop waits for open watches. */
  async end(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    process.removeListener('exit', this.#killWithUs);
    if (child === null || child.exitCode !== null || child.signalCode !== null || child.pid === undefined)
      return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }
}
