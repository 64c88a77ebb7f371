import { describe, expect, it } from 'vitest';
import { attributesOf, resourceOf } from '@/lib/traces/model/read-row';
import { sampleTrace } from '@/lib/traces/model/sample-trace';
import { attributeLinks, linkRules, traceLinks } from './links-of';
import { type LinkPattern, linkPatternSchema } from './pattern';

const trace = sampleTrace(
  { spanId: 'root', durationUs: 500, attributes: { tenant: 'a&b', 'http.route': '/cart' } },
  {
    spanId: 'child',
    parentSpanId: 'root',
    service: 'cart',
    name: 'GET',
    startUs: 100,
    durationUs: 200,
    attributes: { order: 77, list: ['x'], odd: '../\ud800?<script>' },
    resource: { 'k8s.pod.name': 'cart-1' },
  },
);

function linksOf(pattern: LinkPattern, key: string, place: 'attributes' | 'resource' = 'attributes') {
  const beside = place === 'resource' ? resourceOf(trace, 1) : attributesOf(trace, 1);
  return attributeLinks(linkRules([linkPatternSchema.parse(pattern)]), trace, 1, { place, beside, key });
}

describe('links of attributes', () => {
  it('are filled from what stands beside them, from the span, and from its parents', () => {
    const url = 'https://x.test/#{order}?t=#{tenant}&pod=#{k8s.pod.name}#at=#{span.startTime}';
    expect(linksOf({ type: 'tags', key: 'order', url, text: 'Order #{order}' }, 'order')).toEqual([
      { href: 'https://x.test/77?t=a%26b&pod=cart-1#at=1000100', text: 'Order 77' },
    ]);
    expect(
      linksOf(
        { type: ['process'], key: ['k8s.pod.name'], url: 'http://x.test?#{span.serviceName}', text: 'Pod' },
        'k8s.pod.name',
        'resource',
      ),
    ).toEqual([{ href: 'http://x.test?cart', text: 'Pod' }]);
  });

  it('are only those of the key, the value and the place', () => {
    const pattern: LinkPattern = { type: 'attributes', key: 'order', url: 'https://x.test/', text: 'x' };
    expect(linksOf(pattern, 'order')).toHaveLength(1);
    expect(linksOf(pattern, 'list')).toEqual([]);
    expect(linksOf({ ...pattern, type: 'resource' }, 'order')).toEqual([]);
    expect(linksOf({ ...pattern, value: [77, 'x'] }, 'order')).toHaveLength(1);
    expect(linksOf({ ...pattern, value: '77' }, 'order')).toEqual([]);
  });

  it('are left out where a variable is nobody’s, or a list', () => {
    for (const name of ['gone', 'list', '__proto__', 'toString', 'span.x'])
      expect(
        linksOf({ type: 'tags', key: 'order', url: `https://x.test/#{${name}}`, text: 'x' }, 'order'),
      ).toEqual([]);
  });

  it('stay at the host of the pattern, whatever a span says', () => {
    const [link] = linksOf({ type: 'tags', key: 'odd', url: 'https://x.test/#{odd}', text: '#{odd}' }, 'odd');
    expect(link?.href).toBe('https://x.test/..%2F%EF%BF%BD%3F%3Cscript%3E');
    expect(new URL(link?.href ?? '').origin).toBe('https://x.test');
  });
});

describe('links of a trace', () => {
  it('know its id, name and times, and what formatters make of them', () => {
    const rules = linkRules([
      {
        type: 'traces',
        url: 'https://x.test/?id=#{traceID | pad_start 18 0}&n=#{traceName}&d=#{trace.duration}',
        text: 'Logs from #{startTime | add -1000000 | epoch_micros_to_date_iso} to #{endTime | epoch_micros_to_date_iso}',
      },
      { type: 'traces', url: 'https://x.test/#{order}', text: 'an attribute is none of the trace’s' },
    ]);
    expect(traceLinks(rules, trace)).toEqual([
      {
        href: 'https://x.test/?id=00000000000000001f&n=web%3A%20GET%20%2F&d=500',
        text: 'Logs from 1970-01-01T00:00:00.000Z to 1970-01-01T00:00:01.000Z',
      },
    ]);
  });
});

describe('a pattern', () => {
  const good = { type: 'tags', key: 'a', url: 'https://x.test/', text: 'x' };
  it.each([
    ['javascript:alert(1)', 'http:// or https://'],
    ['data:text/html,x', 'http:// or https://'],
    ['//x.test/', 'http:// or https://'],
    ['https://#{host}/', 'http:// or https://'],
    ['https://a.#{host}/', 'http:// or https://'],
    ['https://x.test#{rest}', 'http:// or https://'],
    ['https://x.test\\#{rest}', 'http:// or https://'],
    ['https://x.test/#{}', 'names nothing'],
    ['https://x.test/#{a | upper}', 'no formatter "upper"'],
    ['https://x.test/#{a | constructor}', 'no formatter "constructor"'],
    ['https://x.test/#{a | add x}', 'microseconds'],
    ['https://x.test/#{a | pad_start 99999999 0}', 'at most 256'],
  ])('of %s is refused', (url, words) => {
    const { success, error } = linkPatternSchema.safeParse({ ...good, url });
    expect(success).toBe(false);
    expect(error?.issues.map(({ message }) => message).join(' ')).toContain(words);
  });

  it('needs a key, but for traces', () => {
    const { key: _, ...without } = good;
    expect(linkPatternSchema.safeParse(without).error?.message).toContain('needs the attribute');
    expect(linkPatternSchema.safeParse({ ...without, type: 'traces' }).success).toBe(true);
    expect(linkPatternSchema.safeParse({ ...good, url: 'HTTP://x.test#top' }).success).toBe(true);
  });
});
