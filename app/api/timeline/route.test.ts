import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  GET as readObject,
  PUT as saveObject,
} from '@/app/api/config/[group]/[kind]/[namespace]/[name]/route';
import type { AuditSink } from '@/lib/access/audit';
import { requestAs, segments, useTestEnvironment } from '@/lib/http/test-requests';
import { timelineAnswerSchema } from '@/lib/insight/timeline/contract';
import { replaceProcessWide } from '@/lib/process-wide';
import { GET } from './route';

vi.setConfig({ testTimeout: 30_000 });

const RULE = (limit: number) => `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: payment
  namespace: shop
spec:
  host: payment
  trafficPolicy:
    connectionPool:
      tcp:
        maxConnections: ${limit}
`;
const PLACE = segments({
  group: 'networking.istio.io',
  kind: 'DestinationRule',
  namespace: 'shop',
  name: 'payment',
});
const PATH = '/api/config/networking.istio.io/DestinationRule/shop/payment';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'periplus-timeline-'));
  await writeFile(path.join(folder, 'rule.yaml'), RULE(100));
  useTestEnvironment({ PERIPLUS_CONFIG_FOLDER: folder });
  replaceProcessWide<AuditSink>('audit-sink', () => undefined);
});
// The record of changes is written behind the answers: its last line may come while the folder goes.
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 25 }));

const ask = async (search: string) => GET(await requestAs('viewer', `/api/timeline?${search}`));

describe('GET /api/timeline', () => {
  it('tells who saved what, and goes on without Prometheus', async () => {
    const read = await readObject(await requestAs('admin', PATH), PLACE);
    const { object } = (await read.json()) as { object: { version: string } };
    const body = { text: RULE(2), baseVersion: object.version };
    const saved = await saveObject(await requestAs('admin', PATH, { method: 'PUT', body }), PLACE);
    expect(saved.status).toBe(200);
    // The window ends on a scrape, which may lie before the save: it is asked up to now.
    const now = Math.ceil(Date.now() / 1000);
    const answer = timelineAnswerSchema.parse(await (await ask(`from=${now - 3600}&to=${now + 1}`)).json());
    expect(answer.events).toMatchObject([
      {
        kind: 'config',
        title: 'DestinationRule payment changed',
        author: 'admin',
        detail: 'maxConnections 100 → 2',
      },
    ]);
    expect(answer.warnings.some(({ source }) => source === 'prometheus')).toBe(true);
  });

  it.each([
    ['from=200&to=100', 'reversed'],
    ['last=1', 'scrape'],
    ['from=9999999000&to=9999999999', 'future'],
    ['namespaces=no%22t', 'namespace'],
  ])('refuses %s and says why', async (search, named) => {
    const response = await ask(search);
    expect(response.status).toBe(400);
    expect(JSON.stringify(await response.json())).toContain(named);
  });
});
