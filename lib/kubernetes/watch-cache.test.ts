/** What the watch cache does when the API server misbehaves, long on purpose: each fault starts from the same cluster. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { kubernetesClient } from './client';
import { type Fault, ScriptedApi, type ScriptedKind, type SeenRequest } from './fixtures/scripted-api';
import { MOST_OF_A_KIND } from './followed-kind';
import { WATCH_TIMING, type WatchTiming } from './timing';
import { WANTED_KINDS } from './wanted-kinds';
import { WatchCache, type WatchCacheOptions } from './watch-cache';

const NAMESPACE: ScriptedKind = {
  group: '',
  version: 'v1',
  kind: 'Namespace',
  plural: 'namespaces',
  namespaced: false,
};
const POD: ScriptedKind = { group: '', version: 'v1', kind: 'Pod', plural: 'pods', namespaced: true };
const ROUTE: ScriptedKind = {
  group: 'networking.istio.io',
  version: 'v1',
  kind: 'VirtualService',
  plural: 'virtualservices',
  namespaced: true,
};

/** Short enough for a test, long enough for a busy machine not to take patience for a fault. */
const QUICK: WatchTiming = {
  ...WATCH_TIMING,
  pollMs: 20,
  firstPauseMs: 5,
  longestPauseMs: 40,
  deniedPauseMs: 50,
  planMs: 60,
};

const KINDS = WANTED_KINDS.filter(({ kind, group }) =>
  [NAMESPACE, POD, ROUTE].some((known) => known.kind === kind && known.group === group),
);

let api: ScriptedApi;
const caches: WatchCache[] = [];

beforeEach(async () => {
  api = await new ScriptedApi([NAMESPACE, POD, ROUTE]).start();
  for (const name of ['shop', 'depot']) api.put(NAMESPACE, { metadata: { name } });
  api.put(POD, pod('a'));
});
afterEach(async () => {
  for (const cache of caches.splice(0)) cache.stop();
  await api.stop();
});

function pod(name: string, more: object = {}, namespace = 'shop') {
  return { metadata: { name, namespace, generation: 1 }, ...more };
}

function open(options: Partial<WatchCacheOptions> = {}): WatchCache {
  const cache = new WatchCache({
    client: kubernetesClient(api.account()),
    namespaces: async () => [],
    timing: QUICK,
    kinds: KINDS,
    ...options,
  });
  caches.push(cache);
  cache.start();
  return cache;
}

async function names(cache: WatchCache, kind = 'Pod'): Promise<string> {
  const { objects } = await cache.snapshot();
  return objects
    .filter(({ id }) => id.kind === kind)
    .map(({ id }) => id.name)
    .join(' ');
}

async function reasons(cache: WatchCache): Promise<string[]> {
  return (await cache.snapshot()).gaps.map(({ reason }) => reason);
}

/** Looks again at every turn until it holds; vitest ends a test that waits in vain. */
async function comes(holds: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
}

const isWatch = ({ query }: SeenRequest) => query.get('watch') === 'true';
const lists = (plural: string) =>
  api.requests.filter((request) => request.path.endsWith(plural) && !isWatch(request)).length;

/** Refuses what a predicate finds. */
function refuse(status: number, when: (request: SeenRequest) => boolean, more: object = {}): void {
  api.fault = (request): Fault | null => (when(request) ? { status, ...more } : null);
}

describe('following a cluster', () => {
  it('lists at first and follows by watch from there', async () => {
    const cache = open();
    expect(await names(cache)).toBe('a');
    api.put(POD, pod('b'));
    await comes(async () => (await names(cache)) === 'a b');
    api.delete(POD, 'shop', 'a');
    await comes(async () => (await names(cache)) === 'b');
    expect(lists('/pods')).toBe(1);
  });

  it('reads long lists in pages', async () => {
    for (let at = 0; at < 600; at += 1) api.put(POD, pod(`p${at}`));
    const cache = open();
    expect((await names(cache)).split(' ')).toHaveLength(601);
    expect(lists('/pods')).toBe(3);
  });

  it('hands out the same objects until they change, and a new snapshot only then', async () => {
    const cache = open();
    const before = await cache.snapshot();
    expect(await cache.snapshot()).toBe(before);
    const kept = before.objects.find(({ id }) => id.kind === 'Pod');
    api.put(POD, pod('b'));
    await comes(async () => (await cache.snapshot()) !== before);
    expect((await cache.snapshot()).objects).toContain(kept);
  });

  it('goes on where a watch ended, without a new list', async () => {
    const cache = open();
    await names(cache);
    await comes(() => api.watches === 3);
    for (const how of ['cleanly', 'broken'] as const) {
      api.endWatches(how);
      api.put(POD, pod(how));
      await comes(async () => (await names(cache)).includes(how));
    }
    expect(lists('/pods')).toBe(1);
  });

  it('goes on from a bookmark', async () => {
    const cache = open();
    await names(cache);
    await comes(() => api.watches === 3);
    api.put(ROUTE, { metadata: { name: 'r', namespace: 'shop' } });
    api.bookmark();
    await comes(async () => (await names(cache, 'VirtualService')) === 'r');
    api.endWatches('cleanly');
    await comes(() => api.requests.filter((seen) => isWatch(seen) && seen.path.endsWith('/pods')).length > 1);
    const last = api.requests.filter((seen) => isWatch(seen) && seen.path.endsWith('/pods')).at(-1);
    expect(last?.query.get('resourceVersion')).toBe('5');
  });

  it('lists anew when the server has forgotten the place', async () => {
    const cache = open();
    await names(cache);
    await comes(() => api.watches === 3);
    api.fault = (request) => (isWatch(request) ? 'reset' : null);
    api.endWatches('broken');
    api.delete(POD, 'shop', 'a');
    api.put(POD, pod('b'));
    api.forget();
    api.fault = () => null;
    await comes(async () => (await names(cache)) === 'b');
    expect(lists('/pods')).toBeGreaterThan(1);
  });

  it('notices a watch that has gone silent, and goes on with another', async () => {
    const cache = open({ timing: { ...QUICK, silenceMs: 60 } });
    await names(cache);
    await comes(() => api.watches === 3);
    api.stalled = true;
    api.put(POD, pod('unheard'));
    api.stalled = false;
    await comes(async () => (await names(cache)) === 'a unheard');
  });

  it('lists anew now and then, so that an event that was lost is not missed for ever', async () => {
    const cache = open({ timing: { ...QUICK, resyncMs: 0 } });
    await names(cache);
    await comes(() => api.watches === 3);
    api.stalled = true;
    api.put(POD, pod('lost'));
    api.stalled = false;
    api.put(POD, pod('told'));
    await comes(async () => (await names(cache)) === 'a told');
    // The server ends every watch after some minutes.
    api.endWatches('cleanly');
    await comes(async () => (await names(cache)) === 'a lost told');
  });

  it('is as up to date as its own last write, and does not fall back behind it', async () => {
    const cache = open();
    const known = (await cache.snapshot()).objects.find(({ id }) => id.name === 'a');
    if (known === undefined) throw new Error('not listed');
    cache.put({ ...known, version: '900.g2' });
    api.put(POD, pod('a'));
    api.put(POD, pod('b'));
    await comes(async () => (await names(cache)) === 'a b');
    expect(cache.find('', 'Pod', 'shop', 'a')?.version).toBe('900.g2');
    cache.drop(known);
    api.put(POD, pod('a'));
    api.put(POD, pod('c'));
    await comes(async () => (await names(cache)) === 'b c');
  });

  it('keeps out what fills memory and what may be secret', async () => {
    const managedFields = [{ manager: 'helm', time: '2026-01-01T00:00:00Z', fieldsV1: { 'f:spec': {} } }];
    const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': 'hunter2' };
    api.put(POD, { metadata: { name: 'm', namespace: 'shop', managedFields, annotations } });
    const cache = open();
    await cache.snapshot();
    const value = JSON.stringify(cache.find('', 'Pod', 'shop', 'm')?.value);
    expect(value).toContain('"manager":"helm"');
    expect(value).not.toMatch(/fieldsV1|hunter2/);
  });
});

describe('a cluster that fails', () => {
  it('tells at once that it is down at the start, and is there when the server is', async () => {
    await api.stop();
    const cache = open();
    await expect(cache.snapshot()).rejects.toMatchObject({ code: 'source-unreachable' });
    await api.startAgain();
    await comes(() =>
      cache.snapshot().then(
        () => true,
        () => false,
      ),
    );
    expect(await names(cache)).toBe('a');
  });

  it('shows what it knew while the server is down, says since when, and catches up', async () => {
    const cache = open();
    await names(cache);
    await comes(() => api.watches === 3);
    await api.stop();
    await comes(async () => (await reasons(cache)).includes('outdated'));
    expect(await names(cache)).toBe('a');
    const [gap] = (await cache.snapshot()).gaps;
    expect(gap?.message).toMatch(/are shown as they were at \d{4}-\d\d-\d\d \d\d:\d\d UTC/);
    api.put(POD, pod('b'));
    await api.startAgain();
    await comes(async () => (await names(cache)) === 'a b');
    await comes(async () => (await reasons(cache)).length === 0);
  });

  it('passes on that the console’s own account is not accepted', async () => {
    refuse(401, () => true, { body: { kind: 'Status', code: 401, message: 'Unauthorized' } });
    await expect(open().snapshot()).rejects.toMatchObject({
      code: 'source-rejected',
      hint: expect.stringContaining('own account'),
    });
  });

  it('waits as long as a busy server asks for', async () => {
    let refusals = 0;
    api.fault = (request) => {
      if (!request.path.endsWith('/pods') || refusals >= 2) return null;
      refusals += 1;
      return { status: 429, headers: { 'retry-after': '0' } };
    };
    expect(await names(open())).toBe('a');
    expect(refusals).toBe(2);
  });

  it('keeps no more of a kind than it has room for, and says so', async () => {
    for (let at = 0; at < 50_000; at += 1) api.put(POD, pod(`p${at}`));
    const cache = open();
    expect((await names(cache)).split(' ')).toHaveLength(MOST_OF_A_KIND);
    const { gaps } = await cache.snapshot();
    expect(gaps).toMatchObject([
      { reason: 'too-many', kinds: [{ kind: 'Pod' }], message: expect.stringContaining('pods') },
    ]);
    api.put(POD, pod('later'));
    api.delete(POD, 'shop', 'p1');
    await comes(() => cache.find('', 'Pod', 'shop', 'p1') === null);
    expect(cache.find('', 'Pod', 'shop', 'later')).toBeNull();
  });

  it('says which kinds are not installed, and follows them once they are', async () => {
    await using bare = await new ScriptedApi([NAMESPACE, POD]).start();
    bare.put(POD, pod('a'));
    const cache = open({ client: kubernetesClient(bare.account()) });
    expect((await cache.snapshot()).gaps).toMatchObject([
      { reason: 'not-installed', kinds: [{ kind: 'VirtualService' }] },
    ]);
    bare.install(ROUTE);
    bare.put(ROUTE, { metadata: { name: 'r', namespace: 'shop' } });
    await comes(async () => (await names(cache, 'VirtualService')) === 'r');
    expect((await cache.snapshot()).gaps).toEqual([]);
  });
});

describe('limited rights', () => {
  const wholePods = ({ path }: SeenRequest) => path === '/api/v1/pods';
  const rules = (allowed: readonly string[]) => (request: SeenRequest) => {
    const { namespace } = (request.body as { spec: { namespace: string } }).spec;
    const resourceRules = allowed.includes(namespace)
      ? [{ verbs: ['list', 'watch'], apiGroups: [''], resources: ['pods'] }]
      : [];
    return { status: 200, body: { status: { resourceRules, incomplete: false } } };
  };
  const isReview = ({ path }: SeenRequest) => path.endsWith('selfsubjectrulesreviews');

  it('goes by namespace where the whole cluster may not be listed, and says what is missing', async () => {
    api.put(POD, pod('x', {}, 'depot'));
    const review = rules(['shop']);
    api.fault = (seen) => (isReview(seen) ? review(seen) : wholePods(seen) ? { status: 403 } : null);
    const cache = open();
    expect(await names(cache)).toBe('a');
    expect((await cache.snapshot()).gaps).toEqual([
      {
        reason: 'forbidden',
        kinds: [{ group: '', kind: 'Pod' }],
        namespaces: ['depot'],
        message: 'The account may not list pods in depot.',
      },
    ]);
    api.put(POD, pod('b'));
    await comes(async () => (await names(cache)) === 'a b');
  });

  it('follows a right that is given later', async () => {
    let allowed = ['shop'];
    api.put(POD, pod('x', {}, 'depot'));
    api.fault = (seen) => (isReview(seen) ? rules(allowed)(seen) : wholePods(seen) ? { status: 403 } : null);
    const cache = open();
    expect(await names(cache)).toBe('a');
    allowed = ['shop', 'depot'];
    await comes(async () => (await names(cache)) === 'a x');
    api.fault = () => null;
    await comes(async () => (await reasons(cache)).length === 0 && (await names(cache)) === 'a x');
  });

  it('tries the configured namespaces where namespaces may not be listed', async () => {
    const review = rules(['shop']);
    api.fault = (seen) => {
      if (isReview(seen)) return review(seen);
      return wholePods(seen) || seen.path === '/api/v1/namespaces' ? { status: 403 } : null;
    };
    const cache = open({ namespaces: async () => ['shop'] });
    expect(await names(cache)).toBe('a');
    expect((await cache.snapshot()).gaps).toMatchObject([
      { reason: 'forbidden', kinds: [{ kind: 'Namespace' }], namespaces: null },
    ]);
  });

  it('polls where it may list and not watch', async () => {
    refuse(403, (request) => isWatch(request) && request.path.endsWith('/pods'));
    const cache = open();
    expect(await names(cache)).toBe('a');
    api.put(POD, pod('b'));
    await comes(async () => (await names(cache)) === 'a b');
    expect(lists('/pods')).toBeGreaterThan(1);
  });
});
