import { Worker } from 'node:worker_threads';
import { load } from 'js-yaml';
import { afterAll, describe, expect, it } from 'vitest';
import { assess } from '@/lib/config/assess';
import { findingsOfChanges } from '@/lib/config/changes/findings-of-changes';
import { checkText } from '@/lib/config/check/check-text';
import { judgePattern } from '@/lib/config/check/judge-pattern';
import { allFindings } from '@/lib/config/findings/all-findings';
import { objectKey } from '@/lib/config/identity';
import { LiveAnalysis } from '@/lib/config/live-analysis';
import { simulationOf } from '@/lib/config/simulation/answer/simulation-of';
import { requestSchema } from '@/lib/config/simulation/request-contract';
import type { StoredObject } from '@/lib/config/store';
import { storedObjects } from '@/lib/config/stored-objects';
import { statusesOf } from '@/lib/config/stored-problems';
import { summaryLine } from '@/lib/config/summary/explain';
import { keptReading } from '@/lib/config/yaml/kept-readings';
import { hasObjectText, objectText } from '@/lib/config/yaml/object-text';
import { readYaml } from '@/lib/config/yaml/read-yaml';
import { readLargeTexts } from './read-large-texts';
import { renderLargeText } from './render-large-text';
import { type AssessQuestion, AssessThread } from './thread';

// The built server has the thread's code in one file; here it is read as it stands.
const thread = new AssessThread(
  () =>
    new Worker(new URL('./assess.worker.ts', import.meta.url), {
      execArgv: ['--conditions=react-server', '--import', 'tsx'],
    }),
);
afterAll(() => thread.close());

function objectsOf(text: string): readonly StoredObject[] {
  return storedObjects(text, 'mesh.yaml', (own) => String(own.length)).placed.map(({ object }) => object);
}

const SERVICE = `apiVersion: v1
kind: Service
metadata: { name: reviews, namespace: bookinfo }
spec: { ports: [{ name: http, port: 9080 }], selector: { app: reviews } }
`;
const RULE = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: reviews, namespace: bookinfo }
spec: { host: reviews, subsets: [{ name: v1, labels: { version: v1 } }] }
`;

function routes(count: number, subset: string): string {
  const entries = Array.from(
    { length: count },
    (_, index) => `  - match: [{ uri: { prefix: /p/${index}/ } }]
    route: [{ destination: { host: reviews, subset: ${subset} } }]`,
  );
  return `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: reviews, namespace: bookinfo }
spec:
  hosts: [reviews]
  http:
${entries.join('\n')}
`;
}

const ID = { group: 'networking.istio.io', kind: 'VirtualService', namespace: 'bookinfo', name: 'reviews' };

function asked(objects: readonly StoredObject[], text: string): AssessQuestion {
  return { objects, suppress: [], id: ID, text, drafts: [] };
}

function here({ objects, text }: AssessQuestion) {
  const live = new LiveAnalysis();
  live.follow(objects, []);
  return assess(live, { objects, unreadable: [] }, ID, text);
}

describe('the thread for large texts', { timeout: 60_000 }, () => {
  it('says what is said without it, and follows the mesh from question to question', async () => {
    const mesh = objectsOf([SERVICE, RULE].join('---\n'));
    const first = asked(mesh, routes(500, 'v2'));
    const said = await thread.assess(first);
    expect(said).toEqual(here(first));
    expect(said.problems.some(({ message }) => message.includes('v2'))).toBe(true);
    // The rule is gone, and a large object that is stored travels as text.
    const other = asked([...mesh.slice(0, 1), ...objectsOf(routes(1000, 'v1'))], routes(2, 'v1'));
    expect(await thread.assess(other)).toEqual(here(other));
  });

  it('knows the objects that rule a service', async () => {
    const other = RULE.replaceAll('reviews', 'ratings');
    const objects = objectsOf([SERVICE, RULE, other, routes(600, 'v1')].join('---\n'));
    const keys = await thread.applying(objects, { namespace: 'bookinfo', service: 'reviews' });
    expect([...keys].sort()).toEqual([objectKey({ ...ID, kind: 'DestinationRule' }), objectKey(ID)]);
  });

  it('judges the stored mesh as it is judged here, line by line', async () => {
    const objects = objectsOf([SERVICE, routes(1000, 'v1')].join('---\n'));
    const live = new LiveAnalysis();
    const analysis = live.follow(objects, []);
    const findings = await thread.findings({ objects, suppress: [] });
    expect(findings.length).toBeGreaterThan(0);
    expect(findings).toEqual(allFindings(objects, analysis));
    expect(await thread.statuses({ objects, suppress: [] })).toEqual(statusesOf(objects, analysis));
    const [, large] = objects;
    const lines = await thread.summaries(objects);
    expect([...lines]).toEqual([[objectKey(ID), large === undefined ? '' : summaryLine(large)]]);
  });

  it('says of a change set what is said here', async () => {
    const objects = objectsOf([SERVICE, RULE, routes(1000, 'v1')].join('---\n'));
    const rule = { ...ID, kind: 'DestinationRule' };
    const changes = [
      { id: rule, text: RULE.replaceAll('v1', 'v2').replace('.io/v2', '.io/v1'), baseVersion: 'x' },
    ];
    const live = new LiveAnalysis();
    live.follow(objects, []);
    const said = await thread.changes({ objects, suppress: [] }, changes);
    expect(said.length).toBeGreaterThan(0);
    expect(said).toEqual(findingsOfChanges(live, changes));
  });

  it('simulates a request as it is done here, and hands on who is not known', async () => {
    const objects = objectsOf([SERVICE, RULE, routes(1000, 'v1')].join('---\n'));
    const drafts = [{ id: ID, text: routes(1000, 'v9') }];
    const asked = (name: string) =>
      requestSchema.parse({
        from: { kind: 'workload', namespace: 'bookinfo', name },
        to: 'reviews',
        port: 9080,
        path: '/p/7/',
      });
    const outside = { ...asked('x'), from: { kind: 'outside' } as const };
    expect(await thread.simulate(objects, outside, drafts)).toEqual(simulationOf(objects, outside, drafts));
    await expect(thread.simulate(objects, asked('nobody'), drafts)).rejects.toMatchObject({
      code: 'bad-request',
      message: expect.stringContaining('nobody'),
    });
  });

  it('reads a large text once, so that nobody reads it again here', async () => {
    const text = routes(1000, 'v1');
    expect(keptReading(text)).toBeUndefined();
    await readLargeTexts([text, null, 'a: 1'], undefined, thread);
    const kept = keptReading(text);
    expect(kept).toEqual({ kind: 'value', value: load(text) });
    expect(readYaml(text)).toBe(kept);
  });

  it('leaves what JSON does not hold, and what does not parse, to the reader here', async () => {
    expect(await thread.read('a: .inf')).toBeNull();
    expect(await thread.read('a: [')).toBeNull();
  });

  it('takes the objects of a cluster without their texts, and makes a large text ahead', async () => {
    const asText = objectsOf([SERVICE, RULE, routes(1000, 'v9')].join('---\n'));
    let made = 0;
    const objects = asText.map(
      ({ text: _, value, ...object }): StoredObject => ({
        ...object,
        value,
        isRendered: true,
        get text() {
          made += 1;
          return objectText(value);
        },
      }),
    );
    const findings = await thread.findings({ objects, suppress: [] });
    expect(made).toBe(0);
    const live = new LiveAnalysis();
    expect(findings).toEqual(allFindings(objects, live.follow(objects, [])));
    const copy = { ...asText[2], value: structuredClone(asText[2]?.value), isRendered: true } as StoredObject;
    expect(hasObjectText(copy.value)).toBe(false);
    await renderLargeText(copy, undefined, thread);
    expect(hasObjectText(copy.value)).toBe(true);
    expect(objectText(copy.value)).toBe(objects[2]?.text);
  });

  it('checks a text by itself', async () => {
    const text = routes(1000, 'v1').replace('/p/7/', '/p/7/ }, sourcePort: { exact: 1');
    const { problems } = checkText(text, { expected: ID, judgePattern });
    expect(problems.length).toBeGreaterThan(0);
    expect(await thread.check(ID, text, null)).toEqual(problems);
  });

  it('does not ask what nobody waits for any more', async () => {
    const gone = AbortSignal.abort(new Error('the browser went away'));
    await expect(thread.assess(asked([], routes(1, 'v1')), gone)).rejects.toThrow('went away');
  });

  it('tells when the thread cannot run, and starts another for the next question', async () => {
    let starts = 0;
    const broken = new AssessThread(() => {
      starts += 1;
      return new Worker('throw new Error("no memory")', { eval: true });
    });
    await expect(broken.check(ID, 'a: 1', null)).rejects.toThrow('no memory');
    await expect(broken.check(ID, 'a: 1', null)).rejects.toThrow('no memory');
    expect(starts).toBe(2);
    await broken.close();
  });
});
