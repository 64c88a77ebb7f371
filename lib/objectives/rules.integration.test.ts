import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { recordedShare, sloRulesYaml } from './rules';
import { type Slo, sloSchema } from './slo';

const SLOS: readonly Slo[] = [
  sloSchema.parse({ name: 'checkout', service: { namespace: 'shop', name: 'checkout' }, target: 99 }),
  sloSchema.parse({
    name: 'quick',
    service: { namespace: 'shop', name: 'checkout' },
    caller: { namespace: 'shop', workload: 'web' },
    target: 90,
    withinMs: 300,
  }),
];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'periplus-slo-'));
  writeFileSync(join(folder, 'rules.yaml'), sloRulesYaml(SLOS));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function promtool(...command: string[]) {
  const { status, stdout, stderr } = spawnSync('promtool', command, { cwd: folder, encoding: 'utf8' });
  return { status, text: stdout + stderr };
}

it('are rules that Prometheus takes', () => {
  expect(promtool('check', 'rules', 'rules.yaml')).toMatchObject({ status: 0 });
});

const LABELS =
  'reporter="source",destination_service_namespace="shop",destination_service_name="checkout",source_workload_namespace="shop",source_workload="web",request_protocol="http",grpc_response_status=""';

/** Ten requests a second for three hours; in the last hour one in five fails, and half are slow. */
const SERIES = [
  {
    series: `istio_requests_total{${LABELS},response_code="200",response_flags="-"}`,
    values: '0+600x120 72480+480x60',
  },
  {
    series: `istio_requests_total{${LABELS},response_code="503",response_flags="UF"}`,
    values: '0+0x120 120+120x60',
  },
  // Injected on purpose: nobody's failure.
  { series: `istio_requests_total{${LABELS},response_code="500",response_flags="FI"}`, values: '0+0x180' },
  {
    series: `istio_request_duration_milliseconds_bucket{${LABELS},le="250"}`,
    values: '0+600x120 72300+300x60',
  },
];

it('record the share of bad requests, and fire when the budget burns', () => {
  const sample = (name: string, slo: string, value: number) => ({
    expr: `${name}{slo="${slo}"}`,
    eval_time: '3h',
    exp_samples: [{ labels: `${name}{slo="${slo}"}`, value }],
  });
  writeFileSync(
    join(folder, 'test.yaml'),
    dump({
      rule_files: ['rules.yaml'],
      evaluation_interval: '1m',
      tests: [
        {
          interval: '1m',
          input_series: SERIES,
          promql_expr_test: [
            sample(recordedShare('5m'), 'checkout', 0.2),
            // Half were slow, a fifth failed.
            sample(recordedShare('5m'), 'quick', 0.7),
          ],
          alert_rule_test: [
            {
              eval_time: '1h',
              alertname: 'SloBudgetBurnsFast',
              exp_alerts: [],
            },
          ],
        },
      ],
    }),
  );
  const { status, text } = promtool('test', 'rules', 'test.yaml');
  expect(text).toContain('SUCCESS');
  expect(status).toBe(0);
});
