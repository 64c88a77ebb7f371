import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditSink } from '@/lib/access/audit';
import type { Assessment, ConfigList, ConfigObject } from '@/lib/config/contract';
import { requestAs, segments, useTestEnvironment } from '@/lib/http/test-requests';
import { replaceProcessWide } from '@/lib/process-wide';
import { DELETE, GET as GET_OBJECT, PUT } from './[group]/[kind]/[namespace]/[name]/route';
import { GET as GET_LIST } from './route';
import { POST as VALIDATE } from './validate/route';

const REVIEWS = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: reviews, namespace: bookinfo}
spec:
  hosts: [reviews]
  http:
  - route:
    - destination: {host: reviews, subset: v1}
      weight: 80
    - destination: {host: reviews, subset: v2}
      weight: 20
`;
const REST = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: reviews, namespace: bookinfo}
spec:
  host: reviews
  subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]
---
apiVersion: v1
kind: Service
metadata: {name: reviews, namespace: bookinfo}
spec: {selector: {app: reviews}, ports: [{port: 9080, name: http}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: reviews-v1, namespace: bookinfo}
spec: {template: {metadata: {labels: {app: reviews, version: v1}}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: reviews-v2, namespace: bookinfo}
spec: {template: {metadata: {labels: {app: reviews, version: v2}}}}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: broken, namespace: shop}
spec:
  hosts: [cart]
  http:
  - fault: {delay: {percentage: {value: 50}, httpStatus: 500}}
    route: [{destination: {host: cart}}]
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: default, namespace: istio-system}
spec: {mtls: {mode: STRICT}}
`;

const PLACE = {
  group: 'networking.istio.io',
  kind: 'VirtualService',
  namespace: 'bookinfo',
  name: 'reviews',
};
const URL_OF = '/api/config/networking.istio.io/VirtualService/bookinfo/reviews';

let folder: string;
let audits: Record<string, unknown>[];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'periplus-api-'));
  await writeFile(path.join(folder, 'a.yaml'), REVIEWS);
  await writeFile(path.join(folder, 'b.yaml'), REST);
  useTestEnvironment({ PERIPLUS_CONFIG_FOLDER: folder });
  audits = [];
  replaceProcessWide<AuditSink>('audit-sink', (line) => audits.push(JSON.parse(line)));
});
// The record of changes is written behind the answers: its last line may come while the folder goes.
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 25 }));

async function list(query = ''): Promise<ConfigList> {
  const response = await GET_LIST(await requestAs('viewer', `/api/config${query}`));
  expect(response.status).toBe(200);
  return response.json();
}

async function read(): Promise<ConfigObject> {
  const response = await GET_OBJECT(await requestAs('viewer', URL_OF), segments(PLACE));
  expect(response.status).toBe(200);
  return response.json();
}

async function put(body: unknown, place = PLACE) {
  return PUT(await requestAs('admin', URL_OF, { method: 'PUT', body }), segments(place));
}

describe('GET /api/config', () => {
  it('lists the mesh kinds with status and one line each', async () => {
    const { objects } = await list();
    expect(objects.map(({ id, status, summary }) => [id.kind, id.name, status, summary])).toEqual([
      ['DestinationRule', 'reviews', { errors: 0, warnings: 0 }, 'reviews: subsets v1, v2'],
      ['PeerAuthentication', 'default', { errors: 0, warnings: 0 }, 'mTLS STRICT'],
      ['VirtualService', 'reviews', { errors: 0, warnings: 0 }, 'reviews: v1 80 % / v2 20 %'],
      // Its host is not known either, which may be outside the mesh.
      ['VirtualService', 'broken', { errors: 1, warnings: 2 }, 'cart: to cart'],
    ]);
  });

  it('answers what applies to a service', async () => {
    const { objects } = await list('?applies=bookinfo/reviews');
    expect(objects.map(({ id }) => `${id.kind} ${id.name}`)).toEqual([
      'DestinationRule reviews',
      'PeerAuthentication default',
      'VirtualService reviews',
    ]);
    expect((await list('?applies=bookinfo/none')).objects).toEqual([]);
  });

  it('shows what it cannot read', async () => {
    await writeFile(path.join(folder, 'c.yaml'), 'a:\n\tb: 1\n');
    expect((await list()).unreadable).toEqual([
      { origin: 'c.yaml', line: 2, message: expect.stringContaining('tab') },
    ]);
  });

  it('says so when no folder is connected', async () => {
    useTestEnvironment();
    const response = await GET_LIST(await requestAs('viewer', '/api/config'));
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ hint: expect.stringContaining('PERIPLUS_CONFIG_FOLDER') });
  });

  it('refuses a malformed filter', async () => {
    expect((await GET_LIST(await requestAs('viewer', '/api/config?applies=../x'))).status).toBe(400);
  });
});

describe('one object', () => {
  it('comes with explanation and references both ways', async () => {
    const { object, assessment } = await read();
    expect(object.text).toBe(REVIEWS);
    expect(assessment.explanation?.headline).toContain('`reviews`');
    expect(assessment.explanation?.sections.at(-1)?.statements.at(-1)).toMatchObject({
      text: 'Sends 80 % to subset `v1` of `reviews` and 20 % to subset `v2` of `reviews`.',
      line: 7,
    });
    expect(assessment.references?.to.map(({ id, exists }) => [id.kind, id.name, exists])).toEqual([
      ['Service', 'reviews', true],
      ['DestinationRule', 'reviews', true],
    ]);
  });

  it('is not found under a name that nothing has, and refused under one that cannot be', async () => {
    const get = async (place: typeof PLACE) =>
      (await GET_OBJECT(await requestAs('viewer', URL_OF), segments(place))).status;
    expect(await get({ ...PLACE, name: 'none' })).toBe(404);
    expect(await get({ ...PLACE, name: '../a' })).toBe(400);
    expect(await get({ ...PLACE, namespace: '..%2f' })).toBe(400);
  });
});

describe('saving', () => {
  it('writes, answers the new version and leaves an audit line', async () => {
    const { object } = await read();
    const text = REVIEWS.replace('80', '20').replace('weight: 20\n    -', 'weight: 20\n    -');
    const response = await put({ text, baseVersion: object.version });
    expect(response.status).toBe(200);
    const saved: ConfigObject = await response.json();
    expect(saved.object.text).toBe(text);
    expect(saved.object.version).not.toBe(object.version);
    expect(await readFile(path.join(folder, 'a.yaml'), 'utf8')).toBe(text);
    expect(audits.at(-1)).toMatchObject({
      outcome: 'done',
      user: 'admin',
      object: 'networking.istio.io/VirtualService/bookinfo/reviews',
      versionBefore: object.version,
      versionAfter: saved.object.version,
    });
  });

  it('answers a conflict with both texts', async () => {
    const { object } = await read();
    const first = REVIEWS.replace('80', '70');
    await put({ text: first, baseVersion: object.version });
    const second = REVIEWS.replace('80', '60');
    const response = await put({ text: second, baseVersion: object.version });
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({
      code: 'conflict',
      data: { theirs: { text: first }, yours: second },
    });
    expect(await readFile(path.join(folder, 'a.yaml'), 'utf8')).toBe(first);
  });

  it.each([
    ['a tab', REVIEWS.replace('  hosts', '\thosts'), 5],
    ['an unknown field', REVIEWS.replace('weight: 80', 'wieght: 80'), 9],
    ['another name', REVIEWS.replace('name: reviews', 'name: ratings'), 3],
    ['a key twice', `${REVIEWS}kind: X\n`, 12],
    ['__proto__', `${REVIEWS}__proto__: {a: 1}\n`, 12],
    ['nesting', `${REVIEWS}x: ${'['.repeat(1000)}\n`, 12],
  ])('refuses %s with the line, and keeps the file', async (_, text, line) => {
    const { object } = await read();
    const response = await put({ text, baseVersion: object.version });
    expect(response.status).toBe(422);
    expect((await response.json()).issues[0].line).toBe(line);
    expect(await readFile(path.join(folder, 'a.yaml'), 'utf8')).toBe(REVIEWS);
  });

  it('refuses what is larger than a megabyte', async () => {
    const { object } = await read();
    const response = await put({
      text: `${REVIEWS}# ${'x'.repeat(1024 * 1024)}`,
      baseVersion: object.version,
    });
    expect(response.status).toBe(422);
    expect((await response.json()).issues[0].message).toContain('larger than 1 MB');
  });

  it('creates and deletes', async () => {
    const place = { ...PLACE, name: 'ratings' };
    const text = REVIEWS.replaceAll('reviews', 'ratings');
    const created = await put({ text, baseVersion: null }, place);
    expect(created.status).toBe(200);
    expect(await readdir(folder)).toContain('bookinfo-virtualservice-ratings.yaml');
    const { object }: ConfigObject = await created.json();
    const remove = async (version: string) =>
      DELETE(await requestAs('admin', `${URL_OF}?version=${version}`, { method: 'DELETE' }), segments(place));
    expect((await remove('old')).status).toBe(409);
    expect((await remove(object.version)).status).toBe(204);
    expect(await readdir(folder)).not.toContain('bookinfo-virtualservice-ratings.yaml');
  });

  it('is refused to a viewer, and to everyone when writing is switched off', async () => {
    const body = { text: REVIEWS, baseVersion: 'x' };
    const viewer = await PUT(await requestAs('viewer', URL_OF, { method: 'PUT', body }), segments(PLACE));
    expect(viewer.status).toBe(403);
    useTestEnvironment({ PERIPLUS_CONFIG_FOLDER: folder, PERIPLUS_READ_ONLY: 'true' });
    const response = await put(body);
    expect(response.status).toBe(403);
    expect((await response.json()).code).toBe('read-only');
  });
});

describe('POST /api/config/validate', () => {
  const ask = async (text: string): Promise<Assessment> => {
    const body = { id: PLACE, text };
    const response = await VALIDATE(
      await requestAs('viewer', '/api/config/validate', { method: 'POST', body }),
    );
    expect(response.status).toBe(200);
    return response.json();
  };

  it('speaks about the text that is not saved, also to a viewer', async () => {
    const answer = await ask(REVIEWS.replaceAll('v2', 'v9').replace('hosts: [reviews]', 'hosts: [nowhere]'));
    expect(answer.references?.to.map(({ id, exists }) => [id.name, exists])).toContainEqual([
      'nowhere',
      false,
    ]);
    expect(answer.problems.map(({ code, severity, message }) => [code, severity, message])).toContainEqual([
      'PER0205',
      'error',
      expect.stringContaining('No subset v9'),
    ]);
  });

  it('tells what the text would do to other objects', async () => {
    const rule = REST.split('---')[0] ?? '';
    const body = { id: { ...PLACE, kind: 'DestinationRule' }, text: rule.replaceAll('v2', 'v9') };
    const request = await requestAs('viewer', '/api/config/validate', { method: 'POST', body });
    const answer: Assessment = await (await VALIDATE(request)).json();
    expect(answer.elsewhere).toContainEqual(
      expect.objectContaining({ change: 'appeared', code: 'PER0205', id: PLACE, suppressed: null }),
    );
  });

  it('judges a text together with others that would be saved with it', async () => {
    const rule = (REST.split('---')[0] ?? '').replaceAll('v2', 'v9');
    const ruleId = { ...PLACE, kind: 'DestinationRule' };
    const codes = async (drafts: unknown) => {
      const body = { id: PLACE, text: REVIEWS.replaceAll('v2', 'v9'), drafts };
      const request = await requestAs('viewer', '/api/config/validate', { method: 'POST', body });
      const answer: Assessment = await (await VALIDATE(request)).json();
      return answer.problems.map(({ code }) => code);
    };
    expect(await codes([])).toContain('PER0205');
    expect(await codes([{ id: ruleId, text: rule }])).not.toContain('PER0205');
  });

  it('has nothing to say about meaning while the text does not parse', async () => {
    expect(await ask('a:\n\tb: 1')).toMatchObject({
      explanation: null,
      references: null,
      problems: [{ line: 2 }],
    });
  });
});
