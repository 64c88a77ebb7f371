import { describe, expect, it } from 'vitest';
import { type Selector, selectorsIn } from '@/lib/promql/selectors';
import { limitedQuery, visibleSelectors } from './limited-query';
import { matches } from './matches';

const LIMITS = { namespaces: ['shop', 'pay.ments'], hiddenClusters: [], configured: ['mesh'] };
const limited = (expr: string) => limitedQuery(expr, LIMITS);
/** Label sets of one edge; what is left out is empty. */
type Labels = Readonly<Record<string, string>>;

const read = new Map<string, readonly Selector[]>();

/** How many selectors of the text an edge satisfies. */
function hits(text: string, labels: Labels): number {
  const selectors = read.get(text) ?? selectorsIn(text);
  read.set(text, selectors);
  return selectors.filter(({ matchers }) =>
    matchers.every((matcher) => matches(matcher, labels[matcher.name] ?? '')),
  ).length;
}

function edge(source: string, workload: string, service: string): Labels {
  return {
    source_workload_namespace: source,
    destination_workload_namespace: workload,
    destination_service_namespace: service,
  };
}

const PLACES = ['shop', 'pay.ments', 'payxments', 'secret', 'unknown', ''];
const NOWHERE = ['unknown', ''];
const isSeen = (name: string) => LIMITS.namespaces.includes(name);
const isNotHidden = (name: string) => isSeen(name) || NOWHERE.includes(name);

describe('limitedQuery', () => {
  it('lets each edge with a visible end through exactly once, and no other', () => {
    const text = limited('rate(istio_requests_total[1m])');
    for (const source of PLACES) {
      for (const workload of PLACES) {
        for (const service of PLACES) {
          const called =
            isNotHidden(workload) && isNotHidden(service) && (isSeen(workload) || isSeen(service));
          const expected = isSeen(source) || called ? 1 : 0;
          expect([source, workload, service, hits(text, edge(source, workload, service))]).toEqual([
            source,
            workload,
            service,
            expected,
          ]);
        }
      }
    }
  });

  it('does the same where clusters are hidden, whose workloads are hidden whatever their namespace is called', () => {
    const limits = { ...LIMITS, hiddenClusters: ['west', 'no.rth'] };
    const text = limitedQuery('rate(istio_requests_total[1m])', limits);
    const clusters = ['east', 'west', ''];
    for (const source of PLACES) {
      for (const workload of PLACES) {
        for (const service of PLACES) {
          for (const [from, to] of clusters.flatMap((one) => clusters.map((other) => [one, other]))) {
            const isTo = to !== 'west';
            const isCalled =
              isTo && isNotHidden(workload) && isNotHidden(service) && (isSeen(workload) || isSeen(service));
            const expected = (isSeen(source) && from !== 'west') || isCalled ? 1 : 0;
            const labels = {
              ...edge(source, workload, service),
              source_cluster: from ?? '',
              destination_cluster: to ?? '',
            };
            expect([labels, hits(text, labels)]).toEqual([labels, expected]);
          }
        }
      }
    }
    expect(limitedQuery('container_cpu_usage_seconds_total', limits)).toContain('cluster!~');
  });

  it('keeps what is hidden by its cluster apart from what is hidden by its namespace, so that both count', () => {
    const parts = limitedQuery('istio_requests_total', { ...LIMITS, hiddenClusters: ['west'] }).split(' or ');
    const shapes = parts.map((part) => part.replace(/\{.*\}/, ''));
    expect(new Set(shapes.filter((shape) => shape.includes('label_replace'))).size).toBeGreaterThan(3);
    expect(shapes.filter((shape) => shape.includes('periplus_part'))).toHaveLength(3);
  });

  it('sums away every label that tells of the hidden end, and of the pod that was scraped', () => {
    for (const { 0: kept } of limited('istio_requests_total').matchAll(/sum by \([^)]*\)/g)) {
      expect(kept).not.toMatch(/[(,](pod|instance|namespace|app)[,)]/);
    }
  });

  it('answers a question by a hidden name as if nothing were called so', () => {
    const asked = limited('istio_requests_total{source_workload=~"vault.*"}');
    expect(hits(asked, { ...edge('secret', 'shop', 'shop'), source_workload: 'vault' })).toBe(0);
    expect(hits(asked, { ...edge('shop', 'shop', 'shop'), source_workload: 'vault' })).toBe(1);
  });

  it('answers a question by what stands for hidden names, so that what is shown can be asked for', () => {
    const asked = limited('istio_requests_total{source_workload="(other)"}');
    expect(hits(asked, { ...edge('secret', 'shop', 'shop'), source_workload: 'vault' })).toBe(1);
    expect(hits(asked, { ...edge('shop', 'shop', 'shop'), source_workload: 'vault' })).toBe(0);
  });

  it('does not tell by a label of the scraped pod what is hidden', () => {
    const asked = limited('istio_requests_total{pod=~"vault.*"}');
    expect(hits(asked, { ...edge('secret', 'shop', 'shop'), pod: 'vault-1' })).toBe(0);
  });

  it('keeps what the operator limits the whole console by', () => {
    const asked = limited('istio_requests_total{mesh="m1"}');
    expect(hits(asked, { ...edge('secret', 'shop', 'shop'), mesh: 'm1' })).toBe(1);
    expect(hits(asked, { ...edge('secret', 'shop', 'shop'), mesh: 'm2' })).toBe(0);
  });

  it('tells ztunnel’s bytes from others', () => {
    const asked = limited('rate(istio_tcp_sent_bytes_total{app="ztunnel"}[1m])');
    expect(hits(asked, { ...edge('secret', 'shop', 'shop'), app: 'ztunnel' })).toBe(1);
    expect(hits(asked, { ...edge('secret', 'shop', 'shop'), app: 'vault' })).toBe(0);
  });

  it('limits pods by both labels of their namespace', () => {
    const asked = limited('max_over_time(kube_pod_info[5m])');
    expect(hits(asked, { namespace: 'shop' })).toBe(1);
    expect(hits(asked, { namespace: 'shop', exported_namespace: 'secret' })).toBe(0);
    expect(hits(asked, { namespace: 'secret' })).toBe(0);
  });

  it('shows nothing to those who see no namespace', () => {
    for (const metric of ['istio_requests_total', 'container_memory_rss', 'periplus_object_version']) {
      const asked = limitedQuery(metric, { namespaces: [], hiddenClusters: [], configured: [] });
      for (const place of PLACES)
        expect(hits(asked, { ...edge(place, place, place), namespace: place, object_namespace: place })).toBe(
          0,
        );
    }
  });

  it.each([
    'up',
    'pilot_info',
    '{job="x"}',
    '{__name__=~".+"}',
    '{__name__=~"istio_requests_total|up"}',
    '{__name__!="up"}',
    'istio_requests_total{__name__=~".+"}',
    'max_over_time(istio_requests_total[5m])',
    'absent_over_time(istio_requests_total[5m])',
    'sum(rate(istio_requests_total[5m])) + up',
    'info(rate(istio_requests_total[5m]))',
    'istio_requests_total[5m]',
    'flow:istio_requests:rate5m',
  ])('refuses %s, which cannot be limited', (expr) => {
    expect(() => limited(expr)).toThrow('cannot be limited');
  });

  it('keeps modifiers with the selector', () => {
    expect(limited('rate(istio_requests_total[5m] offset 1h @ 5)')).toMatch(
      /^\(sum by \([^)]*\) \(rate\(istio_requests_total\{[^}]*\}\[5m\] offset 1h @ 5\)\) or /,
    );
  });
});

it('gives look-ups only series of which the label may be told', () => {
  const [selector] = selectorsIn('istio_requests_total');
  if (selector === undefined) throw new Error('no selector');
  const asked = visibleSelectors(selector, LIMITS, ({ kept }) => kept.includes('source_workload')).join(
    ' or ',
  );
  expect(hits(asked, edge('secret', 'shop', 'shop'))).toBe(0);
  expect(hits(asked, edge('shop', 'secret', 'secret'))).toBe(1);
});
