import { describe, expect, it } from 'vitest';
import { wordCompletions } from './complete-words';
import { sampleTrace } from './model/sample-trace';
import { traceNames } from './trace-names';

const names = traceNames(
  sampleTrace(
    {
      spanId: 'a',
      service: 'cart.shop',
      name: 'GET /cart',
      attributes: { 'http.route': '/cart', note: 'two words' },
      resource: { 'host.name': 'node-1' },
    },
    { spanId: 'b', parentSpanId: 'a', service: 'db', name: 'SELECT', attributes: { 'http.route': '/items' } },
    {
      spanId: 'c',
      parentSpanId: 'a',
      service: 'db',
      name: 'say "hi"',
      attributes: { 'http.route': '/items' },
    },
  ),
);
const offered = (text: string, caret = text.length) => {
  const { from, to, items } = wordCompletions(text, caret, names);
  return items.map((item) => text.slice(0, from) + item.text + text.slice(to));
};

describe('wordCompletions', () => {
  it.each([
    ['car', ['cart.shop', '"GET /cart"']],
    ['db SEL', ['db SELECT']],
    ['http', ['http.route=']],
    ['http.route=', ['http.route=/items', 'http.route=/cart']],
    ['http.route=/c', ['http.route=/cart']],
    ['host.name=', ['host.name=node-1']],
    ['note=', ['"note=two words"']],
    ['db -ht', ['db -http.route']],
    ['"GET /c', ['"GET /cart"']],
    ['whe', ['where']],
    ['db whe', []],
    ['db ', []],
    ['no.such=', []],
  ])('after %j', (text, expected) => {
    expect(offered(text)).toEqual(expected);
  });

  it('begins with services, and never offers what cannot be written', () => {
    expect(offered('')[0]).toBe('cart.shop');
    expect(offered('')).toContain('where');
    expect(offered('say')).toEqual([]);
  });

  it('replaces the word at the caret and leaves what follows', () => {
    expect(offered('ca SELECT', 2)).toEqual(['cart.shop SELECT', '"GET /cart" SELECT']);
  });
});
