/**
 * What the console keeps of a cluster: every wanted kind that the server serves, followed by list and watch within the
 * account's rights, and a word for each part that may be missing.
 */
import 'server-only';
import type { ConfigGap, StoredObject } from '@/lib/config/store';
import { Fault } from '@/lib/mesh/fault';
import type { KubernetesClient } from './client';
import { gapsOf, type PartState } from './coverage';
import { type Discovery, discover, versionToRead } from './discovery';
import { FollowedKind, MOST_OF_A_KIND } from './followed-kind';
import { GatewaySecrets } from './gateway-secrets';
import { eachInTurn, namespaceRules } from './rights';
import { pauseAfter, sleep, WATCH_TIMING, type WatchTiming } from './timing';
import { WANTED_KINDS, type WantedKind } from './wanted-kinds';

export interface WatchCacheOptions {
  readonly client: KubernetesClient;
  /** Namespaces to try where the account may not list them. */
  readonly namespaces: () => Promise<readonly string[]>;
  readonly timing?: WatchTiming;
  readonly kinds?: readonly WantedKind[];
  /** Objects of one kind that are kept at most. */
  readonly most?: number;
}

export interface CacheSnapshot {
  readonly objects: readonly StoredObject[];
  readonly gaps: readonly ConfigGap[];
}

/** Reviews of rights that are asked for at the same time. */
const REVIEWS_AT_ONCE = 8;

export class WatchCache {
  readonly #client: KubernetesClient;
  readonly #namespaces: () => Promise<readonly string[]>;
  readonly #timing: WatchTiming;
  readonly #wanted: readonly WantedKind[];
  readonly #most: number;
  readonly #stop = new AbortController();
  readonly #secrets: GatewaySecrets;
  /** By group and kind, in the order of the wanted kinds. */
  #followed = new Map<string, FollowedKind>();
  #discovery: Discovery | null = null;
  #notInstalled: readonly WantedKind[] = [];
  /** Why the last look at the server failed; null = it did not. */
  #problem: unknown = null;
  #firstPlan: Promise<void> = Promise.resolve();
  /** Whether the first lists have been waited for: later readers are not held up by what comes or goes. */
  #isSettled = false;
  #snapshot: CacheSnapshot | null = null;

  constructor(options: WatchCacheOptions) {
    this.#client = options.client;
    this.#namespaces = options.namespaces;
    this.#timing = options.timing ?? WATCH_TIMING;
    this.#wanted = options.kinds ?? WANTED_KINDS;
    this.#most = options.most ?? MOST_OF_A_KIND;
    this.#secrets = new GatewaySecrets(options.client);
  }

  start(): void {
    this.#firstPlan = this.#plan();
    void this.#keepPlanning();
  }

  stop(): void {
    this.#stop.abort();
    for (const followed of this.#followed.values()) followed.stop();
  }

  /** What the server serves, as last seen; null before the first answer. */
  get discovery(): Discovery | null {
    return this.#discovery;
  }

  /** Why the last look at what the server serves failed; null = it did not. */
  get problem(): unknown {
    return this.#problem;
  }

  /**
   * What is known now. The first call waits until each kind was read once, was refused, or a time is over.
   * Throws `Fault` where nothing at all could be read so far.
   */
  async snapshot(signal?: AbortSignal): Promise<CacheSnapshot> {
    if (this.#snapshot !== null) return this.#snapshot;
    if (!this.#isSettled) await this.#settled(signal);
    signal?.throwIfAborted();
    const states = this.#states();
    if (states.every(({ state }) => state.kind === 'starting')) throw this.#nothingKnown(states);
    this.#snapshot ??= {
      objects: [...this.#objects(), ...this.#secrets.known()],
      gaps: gapsOf(states, this.#notInstalled),
    };
    return this.#snapshot;
  }

  find(group: string, kind: string, namespace: string | null, name: string): StoredObject | null {
    return this.#followed.get(`${group}/${kind}`)?.find(namespace, name) ?? null;
  }

  /** The version in which a kind is kept here; null = it is not kept. */
  versionOf(group: string, kind: string): string | null {
    return this.#followed.get(`${group}/${kind}`)?.version ?? null;
  }

  put(object: StoredObject): void {
    this.#followed.get(`${object.id.group}/${object.id.kind}`)?.put(object);
  }

  drop(object: StoredObject): void {
    this.#followed.get(`${object.id.group}/${object.id.kind}`)?.drop(object);
  }

  /** Looks again at what the server serves and the account may, now. */
  replan(): Promise<void> {
    return this.#plan();
  }

  readonly #changed = () => {
    this.#snapshot = null;
  };

  *#objects(): Generator<StoredObject, void, undefined> {
    for (const followed of this.#followed.values()) yield* followed.objects();
  }

  #states(): PartState[] {
    return [...this.#followed.values()].flatMap((followed) => followed.states());
  }

  async #settled(signal: AbortSignal | undefined): Promise<void> {
    const limit = AbortSignal.timeout(this.#timing.firstSyncMs);
    const end = signal === undefined ? limit : AbortSignal.any([signal, limit]);
    const all = this.#firstPlan.then(() =>
      Promise.all([...this.#followed.values()].map((followed) => followed.decided())),
    );
    await Promise.race([all, sleep(this.#timing.firstSyncMs, end)]);
    if (this.#problem === null && signal?.aborted !== true) this.#isSettled = true;
  }

  #nothingKnown(states: readonly PartState[]): Fault {
    const problems = [this.#problem, ...states.map(({ state }) => 'problem' in state && state.problem)];
    const known = problems.find((problem): problem is Fault => problem instanceof Fault);
    if (known !== undefined) return known;
    return new Fault('source-timeout', `${this.#client.title} has not been read yet.`, {
      source: 'kubernetes',
      hint: 'Its first lists are still on their way; try again in a moment.',
    });
  }

  async #keepPlanning(): Promise<void> {
    const { signal } = this.#stop;
    await this.#firstPlan;
    let failures = 0;
    while (!signal.aborted) {
      failures = this.#problem === null ? 0 : failures + 1;
      const pauseMs =
        failures === 0
          ? this.#timing.planMs * (1 + Math.random() / 4)
          : Math.min(pauseAfter(failures, this.#timing), this.#timing.planMs);
      await sleep(pauseMs, signal);
      if (!signal.aborted) await this.#plan();
    }
  }

  /** Never throws: what goes wrong is kept as the problem. */
  async #plan(): Promise<void> {
    const { signal } = this.#stop;
    try {
      const groups = new Set(this.#wanted.map(({ group }) => group));
      this.#discovery = await discover(this.#client, groups, signal);
      this.#follow(this.#discovery);
      await Promise.race([
        Promise.all([...this.#followed.values()].map((followed) => followed.decided())),
        sleep(this.#timing.firstSyncMs, signal),
      ]);
      await this.#restrict(signal);
      if (await this.#secrets.refresh([...this.#objects()], signal)) this.#changed();
      this.#problem = null;
    } catch (problem) {
      if (!signal.aborted) this.#problem = problem;
    }
  }

  /** Follows what is served, in the version that is preferred now. */
  #follow(discovery: Discovery): void {
    const before = this.#followed;
    const now = new Map<string, FollowedKind>();
    const notInstalled: WantedKind[] = [];
    const options = {
      client: this.#client,
      timing: this.#timing,
      origin: this.#client.title,
      most: this.#most,
      onChange: this.#changed,
    };
    for (const kind of this.#wanted) {
      const key = `${kind.group}/${kind.kind}`;
      const served = discovery.find(kind.group, kind.kind);
      const known = before.get(key);
      if (served === null) {
        if (known !== undefined && discovery.unknownGroups.has(kind.group)) now.set(key, known);
        else notInstalled.push(kind);
        continue;
      }
      const version = versionToRead(served, kind.versions);
      now.set(key, known?.version === version ? known : new FollowedKind(kind, served, version, options));
    }
    for (const [key, followed] of before) if (now.get(key) !== followed) followed.stop();
    this.#followed = now;
    this.#notInstalled = notInstalled;
    this.#changed();
  }

  /** Goes by namespace where the whole cluster may not be listed, as far as each namespace's rules allow. */
  async #restrict(signal: AbortSignal): Promise<void> {
    const restricted: FollowedKind[] = [];
    for (const followed of this.#followed.values()) {
      if (followed.isRestricted) restricted.push(followed);
      else followed.followWhole();
    }
    if (restricted.length === 0) return;
    const names = await this.#namespaceNames();
    const rules = await eachInTurn(names, REVIEWS_AT_ONCE, (name) =>
      namespaceRules(this.#client, name, signal),
    );
    for (const followed of restricted) {
      const { group, plural } = followed.kind;
      const mayTry = names.filter(
        (_, at) => rules[at]?.allows('list', group, plural) || rules[at]?.isIncomplete === true,
      );
      followed.followNamespaces(
        mayTry,
        names.filter((name) => !mayTry.includes(name)),
      );
    }
    this.#changed();
    await Promise.race([
      Promise.all(restricted.map((followed) => followed.decided())),
      sleep(this.#timing.firstSyncMs, signal),
    ]);
  }

  /** All, where the account may list them, else the configured ones. */
  async #namespaceNames(): Promise<readonly string[]> {
    const namespaces = this.#followed.get('/Namespace');
    const listed = namespaces === undefined ? [] : [...namespaces.objects()].map(({ id }) => id.name);
    return listed.length > 0 ? listed : [...new Set(await this.#namespaces())];
  }
}
