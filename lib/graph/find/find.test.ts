import { describe, expect, it } from 'vitest';
import { findContext } from './context';
import { evaluateFind } from './evaluate';
import { but, find, shop } from './fixtures/shop';
import { parseFind } from './parser';
import { EXAMPLES } from './presets';

describe('expressions beyond Kiali', () => {
  it.each([
    ['cart', 'cart svc op'],
    ['Frontend V1', 'front'],
    ['cart service', 'svc'],
    ['shop', 'front cart svc op'],
    ['"cart"', 'cart svc op'],
    ['cart and not node = svc', 'cart op'],
    ['sleepy or busy', 'idle busy'],
    ['(app = cart or app = frontend) and version != v1', 'cart'],
    ['not (app = cart or ns = shop)', 'gw ext idle busy unknown'],
    ['not not cb', 'idle'],
    ['rt > 1s', 'e-front'],
    ['rt > 1.2s', ''],
    ['p95 >= 1.2 s', 'e-front'],
    ['p99 > 500ms', 'e-front'],
    ['p50 < 5', 'e-cart'],
    ['avg = 100', 'e-front'],
    ['not rt > 500', 'e-cart'],
    ['rt != 12', 'e-front e-ext e-grpc e-tcp e-idle'],
    ['http = 10rps', 'e-front'],
    ['http > 60rpm', 'e-front e-cart e-ext'],
    ['tcp > 1.5KB/s', 'e-tcp'],
    ['tcp >= 1KiB', 'e-tcp'],
    ['throughput = 10 KB/s', 'e-front'],
    ['requestthroughput = 1KB/s', 'e-front'],
    ['responsethroughput > 1KB/s', 'e-front'],
    ['%httperr > 5%', 'e-front'],
    ['%error >= 10', 'front e-front e-grpc'],
    ['in >= 10', 'front'],
    ['out > 11', 'front'],
    ['rate > 9', 'e-front'],
    ['messages > 40', 'e-grpc'],
    ['connections > 1', 'e-tcp'],
    ['%mtls > 0', 'e-front'],
    ['%mtls <= 0', 'e-cart'],
    ['%mtls = NaN and %mtls != 0', 'e-ext e-grpc e-tcp e-idle'],
    ['code = 503', 'e-front'],
    ['code ^= 4', 'e-front'],
    ['flag = UO', 'e-front'],
    ['errors', 'front cart e-front e-grpc'],
    ['slow', 'e-front'],
    ['failing', 'cart e-front'],
    ['health = idle', 'idle e-idle'],
    ['gateway', 'gw'],
    ['node = gateway', 'gw'],
    ['node = external', 'ext'],
    ['retry or ratelimit', 'busy'],
    ['name =~ ^cart(-v[23])?$', 'cart svc'],
    ['name matches ^s', 'idle'],
    ['name not matches cart|front', but('front', 'cart', 'svc')],
    ['name !~ "(?i)cart|front"', but('front', 'cart', 'svc', 'op')],
    ['version > v1', 'cart'],
    ['version = ""', but('front', 'cart')],
    ['version not = v1 and ns = shop', 'cart svc op'],
    ['host $= .com', 'ext'],
    ['name starts with sl', 'idle'],
    // A node's part and an edge's part joined: edges with such an end.
    ['ns = shop and %httperr > 5', 'e-front'],
    ['ns = lab and protocol = tcp', 'e-tcp'],
    ['(ns = lab or ns = edge) and traffic', 'e-front e-grpc e-tcp'],
    ['traffic and not ns = shop', 'e-front e-ext e-grpc e-tcp'],
    ['source.app = frontend', 'e-cart e-ext e-idle'],
    ['source.app = frontend and target.ns = lab', 'e-idle'],
    ['target.failing', 'e-cart'],
    ['not source.ns = shop', 'e-front'],
  ])('%s', (text, expected) => {
    expect(find(text)).toBe(expected);
  });

  it('reads every example', () => {
    for (const { expression } of EXAMPLES) expect(parseFind(expression).kind, expression).toBe('expression');
  });

  it('finds what alerts name, by their names and states', () => {
    const alerts = {
      nodes: new Map([['cart', [{ name: 'ServiceErrors', state: 'firing' as const }]]]),
      edges: new Map([['e-cart', [{ name: 'Slow', state: 'pending' as const }]]]),
    };
    const told = (text: string) => {
      const parsed = parseFind(text);
      if (parsed.kind !== 'expression') throw new Error(text);
      const { nodes, edges } = evaluateFind(parsed.expression, findContext(shop, { alerts }));
      return [...nodes, ...edges].join(' ');
    };
    expect(told('alerting')).toBe('cart e-cart');
    expect(told('firing')).toBe('cart');
    expect(told('alert *= error')).toBe('cart');
    expect(told('alert = Slow')).toBe('e-cart');
    expect(find('alerting')).toBe('');
  });

  it('tells what changed where two moments are compared, and nothing where they are not', () => {
    const change = (id: string, kinds: ['new'] | ['slower'] | ['same']) => ({
      id,
      kinds,
      before: null,
      after: null,
      score: 1,
    });
    const comparison = {
      nodes: new Map([['cart', change('cart', ['new'])]]),
      edges: new Map([
        ['e-cart', change('e-cart', ['slower'])],
        ['e-tcp', change('e-tcp', ['same'])],
      ]),
    };
    const compared = (text: string) => {
      const parsed = parseFind(text);
      if (parsed.kind !== 'expression') throw new Error(text);
      const { nodes, edges } = evaluateFind(parsed.expression, findContext(shop, { comparison }));
      return [...nodes, ...edges].join(' ');
    };
    expect(compared('changed')).toBe('cart e-cart');
    expect(compared('not changed')).toBe('e-tcp');
    expect(compared('changed and not new')).toBe('e-cart');
    expect(compared('slower')).toBe('e-cart');
    expect(find('changed or not changed')).toBe('');
  });
});
