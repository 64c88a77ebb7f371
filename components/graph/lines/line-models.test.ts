import { describe, expect, it } from 'vitest';
import { graphEdge, requests } from '@/lib/graph/fixtures/builders';
import { PLAIN_MEASURES } from './edge-rate';
import type { LineEnd } from './line-model';
import { LineModels } from './line-models';

const end = (name: string, requestsPerSecond = 10): LineEnd => ({
  name,
  breaks: false,
  outgoing: requests({ requestsPerSecond }),
});
const edge = graphEdge('a', 'b');

describe('LineModels', () => {
  it('keeps the line of an edge that did not change', () => {
    const line = new LineModels(['rate'], PLAIN_MEASURES).of(edge, end('a'), end('b'), false);
    expect(new LineModels(['rate'], PLAIN_MEASURES).of(edge, end('a', 99), end('b'), false)).toBe(line);
    expect(new LineModels(['rate'], PLAIN_MEASURES).of({ ...edge }, end('a'), end('b'), false)).not.toBe(
      line,
    );
  });

  it('makes it anew where labels, names, the breaker or its quiet are others', () => {
    const first = new LineModels(['rate'], PLAIN_MEASURES).of(edge, end('a'), end('b'), false);
    const others = [
      new LineModels(['rate', 'p95'], PLAIN_MEASURES).of(edge, end('a'), end('b'), false),
      new LineModels(['rate'], PLAIN_MEASURES).of(edge, end('a v2'), end('b'), false),
      new LineModels(['rate'], PLAIN_MEASURES).of(edge, end('a'), { ...end('b'), breaks: true }, false),
      new LineModels(['rate'], PLAIN_MEASURES).of(edge, end('a'), end('b'), true),
    ];
    expect(new Set([first, ...others]).size).toBe(5);
    expect(others[1]?.name).toBe('a v2 → b');
  });

  it('makes it anew where a share of its caller is told and the caller sends something else', () => {
    const models = new LineModels(['share'], PLAIN_MEASURES);
    const line = models.of(edge, end('a', 10), end('b'), false);
    expect(models.of(edge, end('a', 40), end('b'), false)).not.toBe(line);
  });
});
