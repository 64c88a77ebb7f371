/** istiod. */
import { chart, compose, figure, heatmap } from './compose';

export const CONTROL_PLANE = compose({
  uid: 'control-plane',
  title: 'Control plane',
  description:
    'What istiod does: proxies connected, pushes and their errors, convergence, certificates, validation.',
  tags: ['istio', 'control-plane'],
  parts: [
    {
      title: null,
      pieces: [
        figure('Proxies connected', 'sum(pilot_xds)', { unit: 'none' }),
        figure('Pushes', 'sum(rate(pilot_xds_pushes[$__rate_interval]))', { unit: 'ops' }),
        figure(
          'Push errors',
          'sum(rate(pilot_xds_pushes{type=~".*_senderr|.*_builderr"}[$__rate_interval])) or vector(0)',
          {
            unit: 'ops',
            thresholds: [
              [null, 'green'],
              [0.0001, 'red'],
            ],
          },
        ),
        figure('Rejected by proxies', 'sum(rate(pilot_total_xds_rejects[$__rate_interval])) or vector(0)', {
          unit: 'ops',
          thresholds: [
            [null, 'green'],
            [0.0001, 'red'],
          ],
        }),
        figure(
          'Convergence p99',
          'histogram_quantile(0.99, sum by (le) (rate(pilot_proxy_convergence_time_bucket[$__rate_interval])))',
          { unit: 's', description: 'From a change to the push that carries it.' },
        ),
        figure('Root certificate ends in', 'min(citadel_server_root_cert_expiry_timestamp) - time()', {
          unit: 's',
          thresholds: [
            [null, 'red'],
            [604800, 'orange'],
            [2592000, 'green'],
          ],
        }),
      ],
    },
    {
      title: 'Configuration',
      pieces: [
        chart('Pushes by type', [['sum by (type) (rate(pilot_xds_pushes[$__rate_interval]))', '{{type}}']], {
          unit: 'ops',
          stack: true,
        }),
        chart(
          'What triggers pushes',
          [['sum by (type) (rate(pilot_push_triggers[$__rate_interval]))', '{{type}}']],
          { unit: 'ops', stack: true },
        ),
        heatmap('Convergence', 'sum by (le) (rate(pilot_proxy_convergence_time_bucket[$__rate_interval]))', {
          unit: 's',
        }),
        chart(
          'Known to istiod',
          [
            ['avg(pilot_services)', 'services'],
            ['avg(pilot_virt_services)', 'VirtualServices'],
            ['sum(pilot_xds)', 'proxies'],
          ],
          { unit: 'none' },
        ),
        chart(
          'Conflicts',
          [
            ['sum(pilot_conflict_inbound_listener)', 'inbound listeners'],
            ['sum(pilot_conflict_outbound_listener_tcp_over_current_tcp)', 'TCP over TCP'],
            ['sum(pilot_conflict_outbound_listener_http_over_current_tcp)', 'HTTP over TCP'],
            ['sum(pilot_conflict_outbound_listener_tcp_over_current_http)', 'TCP over HTTP'],
          ],
          { unit: 'none' },
        ),
        chart(
          'Validation',
          [
            ['sum(rate(galley_validation_passed[$__rate_interval]))', 'passed'],
            ['sum(rate(galley_validation_failed[$__rate_interval]))', 'failed'],
          ],
          { unit: 'ops' },
        ),
      ],
    },
    {
      title: 'Injection and certificates',
      pieces: [
        chart(
          'Injection',
          [
            ['sum(rate(sidecar_injection_success_total[$__rate_interval]))', 'succeeded'],
            ['sum(rate(sidecar_injection_requests_total[$__rate_interval]))', 'asked'],
            ['sum(rate(sidecar_injection_failure_total[$__rate_interval]))', 'failed'],
          ],
          { unit: 'ops' },
        ),
        chart(
          'Certificates',
          [
            ['sum(rate(citadel_server_csr_count[$__rate_interval]))', 'requested'],
            ['sum(rate(citadel_server_success_cert_issuance_count[$__rate_interval]))', 'issued'],
          ],
          { unit: 'ops' },
        ),
      ],
    },
    {
      title: 'Resources',
      pieces: [
        chart(
          'CPU',
          [
            [
              'sum by (instance) (rate(process_cpu_seconds_total{job=~".*(istiod|pilot).*"}[$__rate_interval]))',
              '{{instance}}',
            ],
          ],
          { unit: 'short', description: 'Cores.' },
        ),
        chart(
          'Memory',
          [['sum by (instance) (process_resident_memory_bytes{job=~".*(istiod|pilot).*"})', '{{instance}}']],
          { unit: 'bytes' },
        ),
        chart(
          'Goroutines',
          [['sum by (instance) (go_goroutines{job=~".*(istiod|pilot).*"})', '{{instance}}']],
          { unit: 'none' },
        ),
        chart('Versions', [['sum by (component, tag) (istio_build)', '{{component}} {{tag}}']], {
          unit: 'none',
        }),
      ],
    },
  ],
});
