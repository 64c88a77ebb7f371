/** The whole mesh at a glance. */
import { chart, compose, figure, graph, table } from './compose';
import { errorShare, FAILING, quantile, REPORTER, requests, tcpBytes } from './queries';

const told = 'reporter=~"$reporter"';
const service = 'destination_service_namespace, destination_service_name';
const workload = 'destination_workload_namespace, destination_workload';

export const MESH = compose({
  uid: 'mesh',
  title: 'Mesh',
  description: 'Traffic of the whole mesh, and of each service and workload.',
  tags: ['istio', 'mesh'],
  variables: [REPORTER],
  parts: [
    {
      title: null,
      pieces: [
        figure('Requests', requests(told, ''), { unit: 'reqps' }),
        figure('Error rate', errorShare(told), {
          unit: 'percentunit',
          thresholds: FAILING,
          description: '5xx, no response and gRPC errors. 4xx and injected failures are not in it.',
        }),
        figure('4xx', requests(`${told},response_code=~"4.."`, ''), { unit: 'reqps' }),
        figure('p95', quantile(0.95, told), { unit: 's' }),
        figure('TCP to clients', tcpBytes('sent', told), {
          unit: 'Bps',
          description: "Istio's counter of sent bytes counts what the server sends.",
        }),
        figure(
          'Services with traffic',
          `count(sum by (${service}) (rate(istio_requests_total{${told}}[$__rate_interval])) > 0)`,
          {
            unit: 'none',
          },
        ),
        chart(
          'Requests by service',
          [[requests(told, service), '{{destination_service_name}}.{{destination_service_namespace}}']],
          {
            unit: 'reqps',
            stack: true,
          },
        ),
        chart(
          'Error rate by service',
          [[errorShare(told, service), '{{destination_service_name}}.{{destination_service_namespace}}']],
          {
            unit: 'percentunit',
          },
        ),
        chart('Requests by code', [[requests(told, 'response_code'), '{{response_code}}']], {
          unit: 'reqps',
          stack: true,
        }),
        chart(
          'Duration',
          [
            [quantile(0.5, told), 'p50'],
            [quantile(0.95, told), 'p95'],
            [quantile(0.99, told), 'p99'],
          ],
          { unit: 's', exemplars: true },
        ),
      ],
    },
    { title: 'Graph', collapsed: true, pieces: [graph('Who calls whom', { w: 24, h: 14 })] },
    {
      title: 'Services and workloads',
      pieces: [
        table(
          'HTTP and gRPC services',
          { destination_service_name: 'Service', destination_service_namespace: 'Namespace' },
          [
            { title: 'Requests', expr: requests(told, service), unit: 'reqps' },
            {
              title: 'Error rate',
              expr: errorShare(told, service),
              unit: 'percentunit',
              thresholds: FAILING,
            },
            { title: 'p50', expr: quantile(0.5, told, service), unit: 's' },
            { title: 'p95', expr: quantile(0.95, told, service), unit: 's' },
            { title: 'p99', expr: quantile(0.99, told, service), unit: 's' },
          ],
          {},
        ),
        table(
          'HTTP and gRPC workloads',
          { destination_workload: 'Workload', destination_workload_namespace: 'Namespace' },
          [
            {
              title: 'Requests',
              expr: requests(`${told},destination_workload!="unknown"`, workload),
              unit: 'reqps',
            },
            {
              title: 'Error rate',
              expr: errorShare(`${told},destination_workload!="unknown"`, workload),
              unit: 'percentunit',
              thresholds: FAILING,
            },
            {
              title: 'p95',
              expr: quantile(0.95, `${told},destination_workload!="unknown"`, workload),
              unit: 's',
            },
          ],
          { w: 12 },
        ),
        table(
          'TCP services',
          { destination_service_name: 'Service', destination_service_namespace: 'Namespace' },
          [
            { title: 'Sent by the server', expr: tcpBytes('sent', told, service), unit: 'Bps' },
            { title: 'Sent by clients', expr: tcpBytes('received', told, service), unit: 'Bps' },
          ],
          { w: 12 },
        ),
      ],
    },
    {
      title: 'Istio',
      pieces: [
        table(
          'Components',
          { component: 'Component', tag: 'Version' },
          [{ title: 'Instances', expr: 'sum by (component, tag) (istio_build)', unit: 'none' }],
          {
            w: 12,
            h: 7,
          },
        ),
        chart('Proxies connected', [['sum by (type) (pilot_xds)', '{{type}}']], { unit: 'none', h: 7 }),
      ],
    },
  ],
});
