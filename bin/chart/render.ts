/** Renders deploy/helm/periplus as `helm install` would, without a cluster. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { z } from 'zod';
import { helmBinary } from '@/e2e/servers/helm/build';

export const CHART = join('deploy', 'helm', 'periplus');

/** One object of the answer; what is not looked at here is kept. */
const renderedSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
});
export type RenderedObject = z.infer<typeof renderedSchema>;

export interface Release {
  readonly name?: string;
  readonly namespace?: string;
  /** Merged over the chart's own values. */
  readonly values?: Readonly<Record<string, unknown>>;
}

/** The text of all objects, or (`Error`) what Helm said against it. */
export function renderChartText({
  name = 'periplus',
  namespace = 'istio-system',
  values = {},
}: Release = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'periplus-chart-'));
  try {
    const file = join(folder, 'values.json');
    writeFileSync(file, JSON.stringify(values));
    // Told, since there is no cluster to ask.
    const cluster = ['--kube-version', '1.31.0', '--api-versions', 'monitoring.coreos.com/v1'];
    const command = ['template', name, CHART, '--namespace', namespace, '--values', file, ...cluster];
    const { status, stdout, stderr, error } = spawnSync(helmBinary(), command, { encoding: 'utf8' });
    if (error !== undefined) throw error;
    if (status !== 0) throw new Error(stderr);
    return stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same as objects. */
export function renderChart(release: Release = {}): readonly RenderedObject[] {
  return loadAll(renderChartText(release))
    .filter((document) => document !== null && document !== undefined)
    .map((document) => renderedSchema.parse(document));
}
