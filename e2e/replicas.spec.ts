/**
 * Two replicas behind what a Service does: they share two secrets and nothing else, no session is sticky, and a rolling
 * restart is felt by nobody.
 */
import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIRequestContext } from '@playwright/test';
import { type ConsoleServer, startConsole } from '@/bench/console-server';
import { demoInstance } from './demo-instance';
import { test as base, expect } from './fixtures';
import { type Balancer, startBalancer } from './servers/balancer';
import { freePorts } from './servers/jaeger/free-port';

interface Replica {
  readonly port: number;
  readonly server: ConsoleServer;
}

interface Pair {
  readonly balancer: Balancer;
  readonly replicas: Replica[];
  readonly password: string;
  /** Of the configuration; both read and write it, as they would one cluster. */
  readonly folder: string;
  start(): Promise<Replica>;
}

const test = base.extend<object, { pair: Pair }>({
  pair: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern.
    async ({}, use) => {
      const { prometheusUrl, manifestsFolder } = demoInstance();
      const folder = mkdtempSync(join(tmpdir(), 'periplus-replicas-'));
      cpSync(manifestsFolder, folder, { recursive: true });
      const password = randomBytes(12).toString('hex');
      const settings = {
        // As in a pod: what listens on loopback alone has no balancer before it and stops at once.
        HOSTNAME: '0.0.0.0',
        PERIPLUS_PROMETHEUS_URL: prometheusUrl,
        PERIPLUS_CONFIG_FOLDER: folder,
        PERIPLUS_DEMO_LOGIN: 'false',
        PERIPLUS_ADMIN_PASSWORD: password,
        PERIPLUS_SESSION_SECRET: randomBytes(48).toString('base64'),
      };
      const balancer = await startBalancer();
      const replicas: Replica[] = [];
      const start = async () => {
        const [port = 0] = await freePorts(1);
        const server = await startConsole({ ...settings, PORT: String(port) });
        const replica = { port, server };
        balancer.add(port);
        replicas.push(replica);
        return replica;
      };
      await Promise.all([start(), start()]);
      await expect.poll(async () => (await fetch(`${balancer.url}/healthz`)).status).toBe(200);
      await use({ balancer, replicas, password, folder, start });
      await Promise.all(replicas.map(({ server }) => server[Symbol.asyncDispose]()));
      await balancer[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true });
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  baseURL: async ({ pair }, use) => use(pair.balancer.url),
});

const REVIEWS = '/api/config/networking.istio.io/VirtualService/bookinfo/reviews';

async function signIn(request: APIRequestContext, { balancer, password }: Pair): Promise<string> {
  const answer = await request.post('/api/session', {
    headers: { Origin: balancer.url },
    data: { user: 'admin', password },
  });
  expect(answer.status(), await answer.text()).toBe(200);
  const { session } = (await answer.json()) as { session: { token: string } };
  return session.token;
}

test('one signs in at one, reads and writes at both, and signs out at any', async ({ request, pair }) => {
  test.setTimeout(240_000);
  const token = await signIn(request, pair);
  const before = new Map(pair.balancer.sent);
  for (let round = 1; round <= 5; round += 1) {
    const read = await request.get(REVIEWS);
    expect(read.status()).toBe(200);
    const { object } = (await read.json()) as { object: { text: string; version: string } };
    const saved = await request.put(REVIEWS, {
      headers: { Origin: pair.balancer.url, 'X-Periplus-Token': token },
      data: { text: `${object.text}# round ${round}\n`, baseVersion: object.version },
    });
    expect(saved.status(), await saved.text()).toBe(200);
    // Three requests a round, so that the sides change: what one replica wrote is what the other answers at once.
    expect(await (await request.get(REVIEWS)).text()).toContain(`# round ${round}\\n`);
  }
  for (const _ of pair.replicas) expect((await request.get('/api/graph?last=600')).status()).toBe(200);
  for (const { port } of pair.replicas)
    expect((pair.balancer.sent.get(port) ?? 0) - (before.get(port) ?? 0)).toBeGreaterThan(5);
  const out = await request.delete('/api/session', {
    headers: { Origin: pair.balancer.url, 'X-Periplus-Token': token },
  });
  expect(out.status()).toBe(200);
  for (const _ of pair.replicas) expect((await request.get(REVIEWS)).status()).toBe(401);
});

test('a rolling restart loses no request, no session and no draft', async ({ page, pair }) => {
  test.setTimeout(420_000);
  await signIn(page.request, pair);
  await page.goto('/config/networking.istio.io/VirtualService/bookinfo/reviews');
  const editor = page.getByRole('textbox', { name: /^YAML of/ });
  await editor.click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('# over the restart');
  await expect(page.getByRole('region', { name: 'Unsaved changes' })).toBeVisible();

  const seen: string[] = [];
  let isOver = false;
  const polling = (async () => {
    while (!isOver) {
      const answer = await page.request.get(REVIEWS);
      seen.push(answer.ok() ? 'ok' : `${answer.status()} ${await answer.text()}`);
    }
  })();
  for (const old of pair.replicas.splice(0)) {
    // A new one is ready before an old one goes, as the Deployment says (maxSurge 1, maxUnavailable 0).
    const fresh = await pair.start();
    const sent = () => pair.balancer.sent.get(fresh.port) ?? 0;
    await expect.poll(sent, { timeout: 90_000 }).toBeGreaterThan(0);
    await old.server[Symbol.asyncDispose]();
    pair.balancer.remove(old.port);
  }
  isOver = true;
  await polling;
  expect(seen.filter((what) => what !== 'ok')).toEqual([]);
  expect(seen.length).toBeGreaterThan(5);

  await expect(editor).toContainText('# over the restart');
  await page.reload();
  await expect(page.getByText('Your unsaved changes from before are back.')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Review and save' }).click();
  const save = page.getByRole('dialog', { name: /^Save VirtualService reviews/ });
  await save.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(save).toBeHidden({ timeout: 60_000 });
  expect(readFileSync(join(pair.folder, 'bookinfo-networking.yaml'), 'utf8')).toContain('# over the restart');
});
