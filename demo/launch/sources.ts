/**
 * Starts what the console reads from: a real Prometheus with the mesh's past in it and a live scrape of its present,
 * traces, and the folder of YAML.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fillHistory } from '@/demo/exporter/backfill';
import { LiveMesh } from '@/demo/exporter/live-mesh';
import { startExporter } from '@/demo/exporter/server';
import { startDemoPods } from '@/demo/pods/server';
import { readFolder } from '@/demo/traffic/configuration';
import { type History, readHistory, withChange, writeHistory } from '@/demo/traffic/history';
import { historyLeadingTo } from '@/demo/traffic/past';
import { type RunningPrometheus, startPrometheus } from '@/e2e/servers/prometheus/start';
import type { DemoFolders } from './folders';
import { startTraceSource } from './jaeger';
import { keepPastRevision } from './past-revision';
import { endLeftover, removePidFile, writePidFile } from './pid-file';

export interface SourcesOptions {
  readonly folders: DemoFolders;
  readonly hours: number;
  /** Where the console will answer; its own metrics are scraped, too. Null without a console. */
  readonly consolePort: number | null;
  /** PERIPLUS_DEMO_JAEGER and PATH say where traces go. */
  readonly environment: NodeJS.ProcessEnv;
  readonly say: (line: string) => void;
}

export interface RunningSources {
  readonly prometheusUrl: string;
  readonly jaegerUrl: string | null;
  /** Where pods, their logs and their ports are answered. */
  readonly podsUrl: string;
  readonly mesh: LiveMesh;
  stop(): Promise<void>;
}

/** The default seed; another one gives a mesh with the same shape and other dice. */
const SEED = 20_001;
/** The history begins this long before the first start: longer than any counter has run. */
const BEGINS_BEFORE_SECONDS = 36 * 3600;
/** Prometheus keeps two days; the folder would grow for ever otherwise. */
const RETENTION = '2d';
/** What an operator would be told of. */
const ALERT_RULES = fileURLToPath(new URL('../alert-rules.yaml', import.meta.url));

export async function startSources(options: SourcesOptions): Promise<RunningSources> {
  const { folders, say } = options;
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const one of stops.splice(0).reverse()) await one();
  };
  try {
    const history = await openHistory(folders, Date.now() / 1000);
    const mesh = new LiveMesh({
      manifests: folders.manifests,
      historyFile: folders.historyFile,
      drawnFolder: folders.drawn,
      history,
      onChange: () => say('The mesh follows the new configuration.'),
      onUnreadable: (what) => say(`The mesh stays as it was, because a file cannot be read: ${what}`),
    });
    say('Drawing the traffic of the demo mesh …');
    mesh.traffic.emitters();
    say('Starting Prometheus …');
    await endLeftover(folders.prometheusPidFile, say);
    const prometheus = await startPrometheus({
      folder: folders.prometheus,
      retention: RETENTION,
      ruleFiles: [ALERT_RULES],
      flags: ['--enable-feature=exemplar-storage'],
    });
    stops.push(() => prometheus.stop());
    writePidFile(folders.prometheusPidFile, 'Prometheus', prometheus.pid);
    stops.push(async () => removePidFile(folders.prometheusPidFile));
    await fill(prometheus, mesh, options);
    const exporter = await startExporter(mesh);
    stops.push(() => exporter.stop());
    await scrape(prometheus, exporter.port, options.consolePort);
    mesh.follow();
    stops.push(async () => mesh.stop());
    const jaeger = await startTraceSource({
      traffic: () => mesh.traffic,
      keptSeconds: options.hours * 3600,
      environment: options.environment,
      say,
    });
    stops.push(() => jaeger.stop());
    const pods = await startDemoPods({ traffic: () => mesh.traffic });
    stops.push(() => pods.stop());
    return { prometheusUrl: prometheus.url, jaegerUrl: jaeger.url, podsUrl: pods.url, mesh, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The kept history with the folder as it is now; without one, old data would not fit and is dropped. */
async function openHistory(folders: DemoFolders, nowSeconds: number): Promise<History> {
  const objects = readFolder(folders.manifests);
  const kept = readHistory(folders.historyFile);
  if (kept === null && existsSync(folders.prometheus)) rmSync(folders.prometheus, { recursive: true });
  const begins = nowSeconds - BEGINS_BEFORE_SECONDS;
  if (kept === null) await keepPastRevision(folders.manifests, begins, nowSeconds);
  const history =
    kept === null
      ? historyLeadingTo(SEED, begins, nowSeconds, objects)
      : withChange(kept, nowSeconds, objects);
  writeHistory(folders.historyFile, history);
  return history;
}

async function fill(prometheus: RunningPrometheus, mesh: LiveMesh, options: SourcesOptions): Promise<void> {
  const started = Date.now();
  let told = 0;
  const samples = await fillHistory({
    url: prometheus.url,
    mesh,
    fromSeconds: started / 1000 - options.hours * 3600,
    say: (share) => {
      if (share - told < 0.25) return;
      told = share;
      options.say(`Writing the past into Prometheus: ${Math.round(share * 100)} %`);
    },
  });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  options.say(`${(samples / 1e6).toFixed(1)} million samples of history written in ${seconds} s.`);
}

/** Switches the live scrape on, now that nothing older is to be written any more. */
async function scrape(prometheus: RunningPrometheus, exporterPort: number, consolePort: number | null) {
  const file = join(prometheus.folder, 'prometheus.yml');
  const config: Record<string, unknown> = JSON.parse(readFileSync(file, 'utf8'));
  const target = (port: number) => [{ targets: [`127.0.0.1:${port}`] }];
  config.scrape_configs = [
    {
      job_name: 'demo-mesh',
      honor_labels: true,
      scrape_interval: '5s',
      static_configs: target(exporterPort),
    },
    ...(consolePort === null
      ? []
      : [{ job_name: 'periplus', scrape_interval: '15s', static_configs: target(consolePort) }]),
  ];
  writeFileSync(file, JSON.stringify(config, null, 2));
  const answer = await fetch(`${prometheus.url}/-/reload`, { method: 'POST' });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`Prometheus did not take the scrape configuration: ${text}`);
}
