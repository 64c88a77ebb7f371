/** ztunnel and waypoints. */
import { chart, compose, figure } from './compose';
import { errorShare, FAILING, quantile, requests } from './queries';

const waypoint = 'reporter="waypoint"';
const ztunnel = 'app="ztunnel"';
const service = 'destination_service_name, destination_service_namespace';
const SERVICE = '{{destination_service_name}}.{{destination_service_namespace}}';

export const AMBIENT = compose({
  uid: 'ambient',
  title: 'ztunnel and waypoint',
  description: 'Ambient mode: connections that ztunnel carries, requests that waypoints pass on.',
  tags: ['istio', 'ambient'],
  parts: [
    {
      title: 'ztunnel',
      pieces: [
        chart(
          'Connections',
          [
            [`sum(rate(istio_tcp_connections_opened_total{${ztunnel}}[$__rate_interval]))`, 'opened'],
            [`sum(rate(istio_tcp_connections_closed_total{${ztunnel}}[$__rate_interval]))`, 'closed'],
          ],
          { unit: 'cps' },
        ),
        chart(
          'Bytes',
          [
            [`sum(rate(istio_tcp_sent_bytes_total{${ztunnel}}[$__rate_interval]))`, 'sent by servers'],
            [`sum(rate(istio_tcp_received_bytes_total{${ztunnel}}[$__rate_interval]))`, 'sent by clients'],
          ],
          { unit: 'Bps' },
        ),
        chart(
          'Bytes by workload',
          [
            [
              `topk(20, sum by (destination_workload, destination_workload_namespace) (rate(istio_tcp_sent_bytes_total{${ztunnel}}[$__rate_interval])))`,
              '{{destination_workload}}.{{destination_workload_namespace}}',
            ],
          ],
          { unit: 'Bps' },
        ),
        chart(
          'Encrypted connections',
          [
            [
              `sum by (connection_security_policy) (rate(istio_tcp_connections_opened_total{${ztunnel},reporter="destination"}[$__rate_interval]))`,
              '{{connection_security_policy}}',
            ],
          ],
          { unit: 'cps', stack: true },
        ),
        chart(
          'Workloads managed',
          [
            ['sum by (instance) (workload_manager_active_proxy_count)', '{{instance}} active'],
            ['sum by (instance) (workload_manager_pending_proxy_count)', '{{instance}} pending'],
          ],
          { unit: 'none' },
        ),
        chart(
          'Connections to istiod lost',
          [
            [
              'sum by (instance) (rate(istio_xds_connection_terminations_total[$__rate_interval]))',
              '{{instance}}',
            ],
          ],
          { unit: 'ops' },
        ),
        chart(
          'DNS',
          [['sum by (instance) (rate(istio_dns_requests_total[$__rate_interval]))', '{{instance}}']],
          { unit: 'reqps' },
        ),
        chart(
          'Memory',
          [
            [
              'sum by (pod) (container_memory_working_set_bytes{container="istio-proxy",pod=~"ztunnel-.*"})',
              '{{pod}}',
            ],
          ],
          { unit: 'bytes' },
        ),
      ],
    },
    {
      title: 'Waypoints',
      pieces: [
        figure('Requests', requests(waypoint, ''), { unit: 'reqps', w: 6 }),
        figure('Error rate', errorShare(waypoint), { unit: 'percentunit', thresholds: FAILING, w: 6 }),
        figure('p50', quantile(0.5, waypoint), { unit: 's', w: 6 }),
        figure('p95', quantile(0.95, waypoint), { unit: 's', w: 6 }),
        chart('Requests by service', [[requests(waypoint, service), SERVICE]], {
          unit: 'reqps',
          stack: true,
        }),
        chart('p95 by service', [[quantile(0.95, waypoint, service), SERVICE]], { unit: 's' }),
      ],
    },
  ],
});
