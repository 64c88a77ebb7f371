import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditSink } from '@/lib/access/audit';
import type { ChangesAnswer } from '@/lib/config/changes/contract';
import { requestAs, useTestEnvironment } from '@/lib/http/test-requests';
import { replaceProcessWide } from '@/lib/process-wide';
import { sources } from '@/lib/sources';
import { POST } from './route';

const ROUTE = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: reviews, namespace: bookinfo}
spec:
  hosts: [reviews]
  http:
  - route: [{destination: {host: reviews, subset: v1}}]
`;
const RULE = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: reviews, namespace: bookinfo}
spec:
  host: reviews
  subsets: [{name: v1, labels: {version: v1}}]
`;
const id = (kind: string) => ({ group: 'networking.istio.io', kind, namespace: 'bookinfo', name: 'reviews' });

let folder: string;
let audits: Record<string, unknown>[];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'periplus-changes-'));
  useTestEnvironment({ PERIPLUS_CONFIG_FOLDER: folder });
  audits = [];
  replaceProcessWide<AuditSink>('audit-sink', (line) => audits.push(JSON.parse(line)));
});
// The record of changes is written behind the answers: its last line may come while the folder goes.
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 25 }));

const yamlFiles = async () => (await readdir(folder)).filter((name) => name.endsWith('.yaml'));

async function post(body: unknown, role: 'admin' | 'viewer' = 'admin') {
  return POST(await requestAs(role, '/api/config/changes', { method: 'POST', body }));
}

const create = [
  { id: id('VirtualService'), text: ROUTE, baseVersion: null },
  { id: id('DestinationRule'), text: RULE, baseVersion: null },
];

describe('POST /api/config/changes', () => {
  it('says what it would do and why, without doing it', async () => {
    const response = await post({ changes: create, rehearse: true });
    expect(response.status).toBe(200);
    const { steps }: ChangesAnswer = await response.json();
    expect(steps.map((step) => [step.action, step.id.kind])).toEqual([
      ['create', 'DestinationRule'],
      ['create', 'VirtualService'],
    ]);
    expect(steps[0]?.because).toContain('subsets');
    expect(await yamlFiles()).toEqual([]);
  });

  it('tells of a deletion what it would leave broken', async () => {
    // Where no rule at all is known, nothing can be said of missing ones.
    const other = RULE.replaceAll('reviews', 'ratings');
    const more = { id: { ...id('DestinationRule'), name: 'ratings' }, text: other, baseVersion: null };
    const { undo }: ChangesAnswer = await (await post({ changes: [...create, more] })).json();
    const rule = undo.find(({ id: of }) => of.kind === 'DestinationRule' && of.name === 'reviews');
    const response = await post({ changes: [rule], rehearse: true });
    const { steps, findings }: ChangesAnswer = await response.json();
    expect(steps.map(({ action }) => action)).toEqual(['delete']);
    expect(findings.map(({ change, id: of }) => [change, of.kind])).toContainEqual([
      'appeared',
      'VirtualService',
    ]);
    expect((await sources().config?.list())?.objects).toHaveLength(3);
  });

  it('makes the changes, leaves an audit line, and can be undone by what it answers', async () => {
    const response = await post({ changes: create });
    expect(response.status).toBe(200);
    const done: ChangesAnswer = await response.json();
    expect((await sources().config?.list())?.objects).toHaveLength(2);
    expect(audits.at(-1)).toMatchObject({
      outcome: 'done',
      objects: create.map(({ id: { kind } }) => `networking.istio.io/${kind}/bookinfo/reviews`),
      versionsAfter: done.steps.map(({ version }) => version),
    });
    expect((await post({ changes: done.undo })).status).toBe(200);
    expect((await sources().config?.list())?.objects).toEqual([]);
  });

  it('saves nothing when one of the texts has a mistake, and says in which', async () => {
    const [route, rule] = create;
    const changes = [rule, { ...route, text: ROUTE.replace('hosts', 'hostz') }];
    const response = await post({ changes });
    expect(response.status).toBe(422);
    const issues = (await response.json()).issues;
    expect(issues[0].message).toMatch(/^VirtualService reviews in bookinfo: /);
    expect(await yamlFiles()).toEqual([]);
  });

  it('answers a conflict with the texts of each, and changes nothing', async () => {
    await writeFile(path.join(folder, 'a.yaml'), RULE);
    const response = await post({ changes: create });
    expect(response.status).toBe(409);
    expect((await response.json()).data.conflicts).toMatchObject([{ theirs: { text: RULE }, yours: RULE }]);
    expect(await readFile(path.join(folder, 'a.yaml'), 'utf8')).toBe(RULE);
    expect((await sources().config?.list())?.objects).toHaveLength(1);
  });

  it('refuses viewers, an empty set, and a deletion without its version', async () => {
    expect((await post({ changes: create }, 'viewer')).status).toBe(403);
    expect((await post({ changes: [] })).status).toBe(400);
    const blind = [{ id: id('DestinationRule'), text: null, baseVersion: null }];
    expect((await post({ changes: blind })).status).toBe(400);
  });
});
