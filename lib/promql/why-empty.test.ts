import { describe, expect, it } from 'vitest';
import { selectorsIn } from './selectors';
import { type LookedUp, nearest, whyEmpty } from './why-empty';

const SERIES: readonly Readonly<Record<string, string>>[] = [
  { __name__: 'istio_requests_total', app: 'reviews', code: '200' },
  { __name__: 'istio_requests_total', app: 'ratings', code: '503' },
  { __name__: 'up', job: 'a' },
];

/** The few lines of Prometheus that selectors need. */
const lookups: LookedUp = {
  metrics: async (part) =>
    [...new Set(SERIES.map((one) => one.__name__ ?? ''))].filter((name) => name.includes(part)),
  values: async (label, text) => {
    const [selector] = selectorsIn(text);
    const fits = SERIES.filter(
      (one) =>
        (selector?.metric ?? one.__name__) === one.__name__ &&
        selector?.matchers.every(({ name, operator, value }) => {
          const is = operator.includes('~')
            ? new RegExp(`^(?:${value})$`).test(one[name] ?? '')
            : (one[name] ?? '') === value;
          return operator.startsWith('!') ? !is : is;
        }),
    );
    return [...new Set(fits.flatMap((one) => one[label] ?? []))];
  },
};

const messages = async (expr: string) => (await whyEmpty(expr, lookups)).map(({ message }) => message);

describe('whyEmpty', () => {
  it.each([
    ['rate(istio_request_total[5m])', 'There is no metric istio_request_total in this window.'],
    ['up{pod="x"}', 'No series of up has the label pod.'],
    ['istio_requests_total{app="review"}', 'No series of istio_requests_total has app="review".'],
    ['istio_requests_total{app=~"z.*"}', 'No series of istio_requests_total fits app=~"z.*".'],
    [
      'istio_requests_total{app="reviews",code="503"}',
      'istio_requests_total has series for each of these matchers, but none for all of them together.',
    ],
    ['up > 5', 'There are series, but no value passes the comparison.'],
    ['up / istio_requests_total', 'Both sides have series, but none of one side matches one of the other.'],
    ['sum(up)', 'There are series, but no sample at the instants that were asked for.'],
    ['rate(up{job="a"}[1s])', 'There are series, but too few samples in this window.'],
  ])('%s: %s', async (expr, expected) => {
    expect(await messages(expr)).toEqual([expected]);
  });

  it('offers what is near, at its place', async () => {
    expect(await whyEmpty('sum(istio_request_total)', lookups)).toMatchObject([
      { instead: ['istio_requests_total'], from: 4, to: 23 },
    ]);
    expect(await whyEmpty('istio_requests_total{app="review"}', lookups)).toMatchObject([
      { instead: ['reviews'] },
    ]);
  });

  it('has a reason for each selector that finds nothing', async () => {
    expect(await messages('nothing / up{job="b"}')).toHaveLength(2);
  });
});

it('ranks names by how near they are', () => {
  expect(nearest('istio_request', ['up', 'istio_requests_total', 'istio_reqest'])).toEqual([
    'istio_reqest',
    'istio_requests_total',
  ]);
  expect(nearest('zzz', ['up', 'down'])).toEqual([]);
});
