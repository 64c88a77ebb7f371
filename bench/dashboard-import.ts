/** Reading a large file in Grafana's form. */
import { importDashboard } from '@/lib/dashboards/grafana/import';
import { type Figure, median } from './figure';

const RUNS = 5;
const IMPORT_BYTES = 1_000_000;

export function benchImport(onFigure: (figure: Figure) => void): void {
  const text = largeDashboard();
  const times: number[] = [];
  for (let run = 0; run <= RUNS; run += 1) {
    const startedAt = performance.now();
    const { dashboard } = importDashboard(text);
    const ms = performance.now() - startedAt;
    if (dashboard.sections.length === 0) throw new Error('Nothing was imported.');
    // The first one warms up.
    if (run > 0) times.push(ms);
  }
  onFigure({
    name: 'import of a dashboard of 1 MB in Grafana’s form',
    value: median(times),
    unit: 'ms',
    goal: 200,
    note: `${(text.length / 1e6).toFixed(2)} MB; ${Math.min(...times).toFixed(0)} to ${Math.max(...times).toFixed(0)} ms in ${RUNS} runs`,
  });
}

/** As many panels as a megabyte holds, in the shapes that exports have. */
export function largeDashboard(): string {
  const panels: object[] = [];
  let bytes = 0;
  while (bytes < IMPORT_BYTES) {
    const id = panels.length + 1;
    const panel = {
      id,
      type: ['timeseries', 'stat', 'table', 'gauge', 'barchart'][id % 5],
      title: `Panel ${id}`,
      gridPos: { x: (id % 2) * 12, y: Math.floor(id / 2) * 8, w: 12, h: 8 },
      datasource: { type: 'prometheus', uid: '$datasource' },
      targets: ['A', 'B', 'C'].map((refId) => ({
        refId,
        expr: `sum by (le, service) (rate(istio_request_duration_milliseconds_bucket{namespace=~"$ns", panel="${id}"}[$__rate_interval]))`,
        legendFormat: '{{service}}',
      })),
      fieldConfig: {
        defaults: {
          unit: 'reqps',
          custom: { fillOpacity: 10, lineWidth: 1 },
          thresholds: {
            mode: 'absolute',
            steps: [
              { color: 'green', value: null },
              { color: 'red', value: 80 },
            ],
          },
        },
        overrides: [{ matcher: { id: 'byName', options: 'x' }, properties: [{ id: 'unit', value: 's' }] }],
      },
    };
    if (id % 50 === 1)
      panels.push({
        id: 100_000 + id,
        type: 'row',
        title: `Row ${id}`,
        gridPos: { x: 0, y: panel.gridPos.y, w: 24, h: 1 },
      });
    panels.push(panel);
    bytes += JSON.stringify(panel).length + 1;
  }
  return JSON.stringify({ title: 'Large', uid: 'large', schemaVersion: 39, panels });
}
