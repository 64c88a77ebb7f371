/**
 * An object of 10,000 routes in a mesh of 1,000 others: for how long each question about it, and each about the others
 * beside it, keeps everybody else waiting. Run: `npm run bench -- large-object`.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assessThread } from '@/lib/config/assess-thread/thread';
import { saveChanges } from '@/lib/config/changes/load';
import { loadFindings } from '@/lib/config/findings/load';
import { loadConfigList, loadConfigObject, saveObject, validateText } from '@/lib/config/load';
import { loadSimulation } from '@/lib/config/simulate';
import { requestSchema } from '@/lib/config/simulation/request-contract';
import { observedCall } from '@/lib/insight/calls/sample-calls';
import { impactThread } from '@/lib/insight/impact/impact-thread';
import { createManifestStore } from '@/lib/manifests/store';
import { benchMesh } from './analysis-mesh';
import type { Figure } from './figure';

const OBJECTS = 1_000;
const PER_FILE = 100;
const ROUTES = 10_000;
const GOAL_MS = 50;

const ID = { group: 'networking.istio.io', kind: 'VirtualService', namespace: 'ns-0', name: 'large' };
const SMALL = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: small, namespace: ns-0 }
spec: { host: svc-0 }
`;

export async function benchLargeObject(onFigure: (figure: Figure) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'periplus-bench-large-'));
  try {
    await writeMesh(folder);
    await measure(folder, onFigure);
  } finally {
    await Promise.all([assessThread().close(), impactThread().close()]);
    await rm(folder, { recursive: true });
  }
}

async function writeMesh(folder: string): Promise<void> {
  const texts = benchMesh()
    .slice(0, OBJECTS)
    .map(({ value }) => JSON.stringify(value));
  for (let at = 0; at < texts.length; at += PER_FILE) {
    await writeFile(join(folder, `mesh-${at}.yaml`), texts.slice(at, at + PER_FILE).join('\n---\n'));
  }
  await writeFile(join(folder, 'large.yaml'), routes('v1'));
}

async function measure(folder: string, onFigure: (figure: Figure) => void): Promise<void> {
  const store = createManifestStore({ folder, readOnly: false });
  const source = { store, suppress: [] };
  const ask = async <T>(name: string, question: () => Promise<T>): Promise<T> => {
    const { answer, tookMs, blockMs } = await longestBlock(question);
    const note = `the answer after ${Math.round(tookMs).toLocaleString('en')} ms`;
    onFigure({ name: `longest block: ${name}`, value: blockMs, unit: 'ms', goal: GOAL_MS, note });
    return answer;
  };
  await ask('the list, read for the first time', () => loadConfigList(source, { applies: null }));
  const applies = { namespace: 'ns-0', service: 'svc-0' };
  await ask('the list of what rules one service', () => loadConfigList(source, { applies }));
  const { object } = await ask('the large object', () => loadConfigObject(source, ID));
  await ask('all findings', () => loadFindings(source));
  await ask('a small text beside it', () => validateText(source, { id: null, text: SMALL, drafts: [] }));
  const text = routes('v2');
  const { objects } = await store.list();
  await ask('its text changed', () => validateText(source, { id: ID, text, drafts: [] }));
  await ask('a request by its changed text', () => loadSimulation(store, REQUEST, [{ id: ID, text }]));
  const changes = [{ id: ID, text, baseVersion: object.version }];
  await ask('the impact of its changed text', () =>
    impactThread().ask({ calls: CALLS, drafts: [{ id: ID, text }] }, { objects, signal: undefined }),
  );
  await ask('a change set with it, rehearsed', () =>
    saveChanges(source, { rehearse: true, changes }, { author: 'bench' }),
  );
  await ask('its save', () => saveObject(source, ID, text, object.version));
}

const CALLS = Array.from({ length: 200 }, (_, at) =>
  observedCall({
    from: `ns-${at % 10}/svc-${at + 1}-v1`,
    to: at < 40 ? 'ns-0/svc-0' : `ns-${at % 10}/svc-${at}`,
    reached: { 'ns-0/svc-0-v1': 1 },
  }),
);

const REQUEST = requestSchema.parse({
  from: { kind: 'outside' },
  to: 'svc-0.ns-0.svc.cluster.local',
  port: 80,
  path: '/p77',
});

/** Milliseconds of processor time that one turn of the event loop takes while it is asked, at most. */
async function longestBlock<T>(
  question: () => Promise<T>,
): Promise<{ readonly answer: T; readonly tookMs: number; readonly blockMs: number }> {
  let longest = 0;
  let last = ownMs();
  let isOver = false;
  const turn = () => {
    const now = ownMs();
    longest = Math.max(longest, now - last);
    last = now;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  const begin = performance.now();
  const answer = await question();
  isOver = true;
  return { answer, tookMs: performance.now() - begin, blockMs: Math.max(longest, ownMs() - last) };
}

/** Processor time of this thread alone: what the machine does besides is no block of ours. */
function ownMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

function routes(subset: string): string {
  const route = (at: number) =>
    `  - match:\n    - uri: {prefix: /p${at}}\n    route:\n    - destination: {host: svc-0, subset: ${subset}}\n`;
  const head = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: large
  namespace: ns-0
spec:
  hosts: [svc-0]
  http:
`;
  return head + Array.from({ length: ROUTES }, (_, at) => route(at)).join('');
}
