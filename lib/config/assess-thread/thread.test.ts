import { Worker } from 'node:worker_threads';
import { afterAll, describe, expect, it } from 'vitest';
import { assess } from '@/lib/config/assess';
import { checkText } from '@/lib/config/check/check-text';
import { judgePattern } from '@/lib/config/check/judge-pattern';
import { LiveAnalysis } from '@/lib/config/live-analysis';
import type { StoredObject } from '@/lib/config/store';
import { storedObjects } from '@/lib/config/stored-objects';
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

  it('checks a text by itself', async () => {
    const text = routes(1000, 'v1').replace('/p/7/', '/p/7/ }, sourcePort: { exact: 1');
    const { problems } = checkText(text, { expected: ID, judgePattern });
    expect(problems.length).toBeGreaterThan(0);
    expect(await thread.check(ID, text)).toEqual(problems);
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
    await expect(broken.check(ID, 'a: 1')).rejects.toThrow('no memory');
    await expect(broken.check(ID, 'a: 1')).rejects.toThrow('no memory');
    expect(starts).toBe(2);
    await broken.close();
  });
});
