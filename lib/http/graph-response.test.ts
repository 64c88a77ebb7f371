import { gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import type { GraphAnswer } from '@/lib/graph/contract';
import { graphAnswer, graphEdge, graphNode } from '@/lib/graph/fixtures/builders';
import { fullAnswer } from '@/lib/graph/transport/slim-answer';
import { GRAPH_MEDIA_TYPE, unpackGraph } from '@/lib/graph/transport/snapshot';
import { replaceProcessWide } from '@/lib/process-wide';
import { graphResponse, sharedGraphs } from './graph-response';

const columns = { Accept: GRAPH_MEDIA_TYPE };
const nodes = ['a', 'b', 'c'].map((name) => graphNode({ id: name, name }));
const first = graphAnswer({ nodes, edges: [graphEdge('a', 'b')] });
const second = graphAnswer({ nodes, edges: [graphEdge('a', 'b'), graphEdge('b', 'c')] });

async function ask(key: string, answer: GraphAnswer, headers: Record<string, string>): Promise<Response> {
  const graph = await sharedGraphs().get('console', key, async () => answer, new AbortController().signal);
  return graphResponse(graph, new Headers(headers), 'console');
}

const bytesOf = async (response: Response) =>
  new Uint8Array(gunzipSync(new Uint8Array(await response.arrayBuffer())));
const tagOf = (response: Response) => response.headers.get('ETag') ?? '';

describe('graphResponse', () => {
  beforeEach(() => replaceProcessWide('shared-graphs', undefined));

  it('is JSON unless columns are accepted, with a tag either way', async () => {
    const response = await ask('k', first, { Accept: 'application/json' });
    expect(await response.json()).toEqual(first);
    expect(tagOf(response)).toBe(tagOf(await ask('k', first, columns)));
  });

  it('answers 304 without a body to whoever has the newest', async () => {
    const tag = tagOf(await ask('k', first, columns));
    for (const own of [tag, `W/${tag}`]) {
      const response = await ask('k', first, { ...columns, 'If-None-Match': own });
      expect([response.status, await response.text()]).toEqual([304, '']);
    }
  });

  it('sends what changed to whoever has an older one and takes deltas', async () => {
    const whole = await ask('k1', first, columns);
    const known = unpackGraph(await bytesOf(whole.clone()), null);
    const asked = { ...columns, 'If-None-Match': tagOf(whole), 'A-IM': 'periplus-columns' };
    const response = await ask('k2', second, asked);
    expect(response.status).toBe(226);
    expect(response.headers.get('Delta-Base')).toBe(tagOf(whole));
    const read = fullAnswer(unpackGraph(await bytesOf(response), known));
    expect(read.edges.map(({ target }) => target)).toEqual(['b', 'c']);
  });

  it.each([
    { 'If-None-Match': '"of another replica"', 'A-IM': 'periplus-columns' },
    { 'If-None-Match': 'no tag', 'A-IM': 'periplus-columns' },
    { 'If-None-Match': '"of another replica"' },
  ])('sends the whole where there is nothing to build on: %o', async (headers) => {
    const response = await ask('k', second, { ...columns, ...headers });
    expect(response.status).toBe(200);
    expect(fullAnswer(unpackGraph(await bytesOf(response), null)).edges).toHaveLength(2);
  });

  it('builds once for all who ask the same, and again after a partial answer', async () => {
    let built = 0;
    const warnings = [{ source: 'prometheus', code: 'partial', message: 'TCP traffic is missing.' }] as const;
    const load = async (answer: GraphAnswer) => {
      built += 1;
      return answer;
    };
    const signal = new AbortController().signal;
    await Promise.all([1, 2, 3].map(() => sharedGraphs().get('console', 'k', () => load(first), signal)));
    expect(built).toBe(1);
    await sharedGraphs().get('console', 'p', () => load({ ...first, warnings: [...warnings] }), signal);
    await sharedGraphs().get('console', 'p', () => load(first), signal);
    expect(built).toBe(3);
  });

  it('forgets old versions, the oldest first', async () => {
    const tags: string[] = [];
    for (let at = 0; at < 70; at += 1) {
      const window = { fromSeconds: at, toSeconds: at + 60 };
      tags.push(tagOf(await ask(`k${at}`, { ...first, window }, columns)).replaceAll('"', ''));
    }
    expect(sharedGraphs().version('console', tags[0] ?? '')).toBeNull();
    expect(sharedGraphs().version('console', tags.at(-1) ?? '')).not.toBeNull();
  });

  it('shares nothing between readers who may see different things, not even as the base of a delta', async () => {
    const signal = new AbortController().signal;
    const mine = await sharedGraphs().get('token:a', 'k', async () => first, signal);
    const theirs = await sharedGraphs().get('token:b', 'k', async () => second, signal);
    expect([mine.answer, theirs.answer]).toEqual([first, second]);
    expect(sharedGraphs().version('token:b', mine.version)).toBeNull();
    const asked = { ...columns, 'If-None-Match': `"${mine.version}"`, 'A-IM': 'periplus-columns' };
    expect((await graphResponse(theirs, new Headers(asked), 'token:b')).status).toBe(200);
  });
});
