import { describe, expect, it } from 'vitest';
import { graphAnswer, graphBox, graphEdge, graphNode, requests } from '@/lib/graph/fixtures/builders';
import { cardTitle, middleEllipsis, nodeName } from './cards/node-words';
import { graphElements, layoutInput } from './elements';
import { edgeLabelParts } from './lines/edge-label';
import { failedShare, lineWidth } from './lines/line-model';

const productpage = graphNode({ name: 'productpage', version: 'v1', boxes: ['box/bookinfo'] });
const reviews = graphNode({ name: 'reviews', version: 'v2', boxes: ['box/bookinfo'] });
const gateway = graphNode({
  name: 'istio-ingressgateway',
  kind: 'gateway',
  namespace: 'istio-system',
  boxes: ['box/istio-system'],
});
const call = graphEdge(productpage.id, reviews.id);

describe('graphElements', () => {
  it('names edges by both ends with their versions', () => {
    const { lines } = graphElements(graphAnswer({ nodes: [productpage, reviews], edges: [call] }), ['rate']);
    expect(lines[0]?.name).toBe('productpage v1 → reviews v2');
  });

  it('leaves out the box around a single gateway, and keeps the others', () => {
    const answer = graphAnswer({
      nodes: [gateway, productpage, reviews],
      boxes: [graphBox('istio-system'), graphBox('bookinfo')],
    });
    const { boxes, cards } = graphElements(answer, []);
    expect(boxes.map((box) => box.name)).toEqual(['bookinfo']);
    expect(cards.find((card) => card.id === gateway.id)?.box).toBeNull();
    expect(cards.find((card) => card.id === reviews.id)?.box).toBe('box/bookinfo');
  });

  it('puts a node into its innermost box that is drawn', () => {
    const inner = graphNode({ name: 'a', boxes: ['box/ns', 'box/app'] });
    const answer = graphAnswer({
      nodes: [inner, graphNode({ name: 'b', boxes: ['box/ns', 'box/app'] })],
      boxes: [graphBox('ns'), graphBox('app', { kind: 'app', parent: 'box/ns' })],
    });
    expect(graphElements(answer, []).cards[0]?.box).toBe('box/app');
  });

  it('says how a box does by its worst member', () => {
    const failing = { ...reviews, health: { kind: 'failing' as const, reasons: ['x'] } };
    const answer = graphAnswer({ nodes: [productpage, failing], boxes: [graphBox('bookinfo')] });
    expect(graphElements(answer, []).boxes[0]?.health).toBe('failing');
  });

  it('leaves out an edge whose end is not in the answer', () => {
    expect(graphElements(graphAnswer({ nodes: [productpage], edges: [call] }), []).lines).toEqual([]);
  });

  it('draws idle before TCP, and TCP apart from requests', () => {
    const tcp = graphEdge(productpage.id, reviews.id, {
      id: 't',
      protocol: 'tcp',
      requests: null,
      tcp: {
        sentBytesPerSecond: 1,
        receivedBytesPerSecond: 2,
        connectionsOpenedPerSecond: 0,
        connectionsFailedPerSecond: 0,
        failures: [],
      },
    });
    const idle = { ...tcp, id: 'i', health: { kind: 'idle' as const } };
    const { lines } = graphElements(
      graphAnswer({ nodes: [productpage, reviews], edges: [call, tcp, idle] }),
      [],
    );
    expect(lines.map((line) => line.pattern)).toEqual(['solid', 'tcp', 'idle']);
  });

  it('shows locks only when asked for and known', () => {
    const locked = graphEdge(productpage.id, reviews.id, {
      mtls: { share: 1, sourcePrincipals: [], destinationPrincipals: [] },
    });
    const answer = graphAnswer({ nodes: [productpage, reviews], edges: [locked] });
    expect(graphElements(answer, ['mtls']).lines[0]?.lock).toBe('full');
    expect(graphElements(answer, ['rate']).lines[0]?.lock).toBeNull();
  });
});

describe('layoutInput', () => {
  it('leaves more room between columns for more labels', () => {
    const elements = graphElements(graphAnswer({ nodes: [productpage, reviews], edges: [call] }), []);
    const gaps = [[], ['rate'], ['rate', 'p95'], ['rate', 'p95', 'p99', 'share']] as const;
    const widths = gaps.map((labels) => layoutInput(elements, labels).columnGap);
    expect(widths).toEqual([...widths].sort((a, b) => a - b));
  });
});

describe('lines', () => {
  it('grow with the logarithm of the rate between fixed widths', () => {
    const width = (rate: number) =>
      lineWidth(graphEdge('a', 'b', { requests: requests({ requestsPerSecond: rate }) }));
    expect(width(0)).toBe(1.5);
    expect(width(0.0001)).toBe(1.5);
    expect(width(1e6)).toBe(6);
    expect(width(10) - width(1)).toBeCloseTo(width(100) - width(10), 1);
  });

  it('fail by headline errors, and by nothing without requests', () => {
    expect(failedShare(graphEdge('a', 'b', { requests: requests({ errorsPerSecond: 4 }) }))).toBeCloseTo(0.4);
    expect(failedShare(graphEdge('a', 'b', { requests: requests({ requestsPerSecond: 0 }) }))).toBe(0);
    expect(failedShare(graphEdge('a', 'b', { requests: null }))).toBe(0);
  });
});

describe('edgeLabelParts', () => {
  const source = graphNode({ name: 'a', outgoing: requests({ requestsPerSecond: 20 }) });
  const latencyMs = { avg: 10, p50: 8, p95: 248, p99: 900 };

  it('says rate and latency', () => {
    const parts = edgeLabelParts(graphEdge('a', 'b', { latencyMs }), source, ['rate', 'errors', 'p95']);
    expect(parts.map((part) => `${part.text} ${part.unit}`)).toEqual(['10.0 rps', '248 ms']);
  });

  it('says the errors in place of latency where requests fail', () => {
    const failing = graphEdge('a', 'b', {
      latencyMs,
      requests: requests({ errorsPerSecond: 4 }),
      health: { kind: 'failing', reasons: ['x'] },
    });
    const parts = edgeLabelParts(failing, source, ['rate', 'errors', 'p95']);
    expect(parts.map((part) => `${part.text} ${part.unit}`)).toEqual(['10.0 rps', '40.0 % err']);
    expect(parts[1]?.tone).toBe('failing');
  });

  it('says the share of the caller’s calls only where it is not all of them', () => {
    expect(edgeLabelParts(graphEdge('a', 'b'), source, ['share'])[0]?.text).toBe('50.0');
    const only = graphNode({ name: 'a', outgoing: requests() });
    expect(edgeLabelParts(graphEdge('a', 'b'), only, ['share'])).toEqual([]);
  });
});

describe('words of nodes', () => {
  it('shorten a name in the middle, where both ends still tell it apart', () => {
    expect(middleEllipsis('recommendation-service', 12)).toHaveLength(12);
    expect(middleEllipsis('recommendation-service', 12)).toBe('recomme…vice');
    expect(middleEllipsis('short', 12)).toBe('short');
  });

  it('keep gateways and outside hosts in full', () => {
    expect(cardTitle(gateway)).toBe('istio-ingressgateway');
    expect(nodeName(graphNode({ kind: 'service', name: 'ratings' }))).toBe('ratings service');
  });
});
