/** What is to be said of the source of configuration and of the clocks, from what was learnt. Pure. */
import type { ServedGroup } from '@/lib/config/cluster-about';
import { checkOf, mendOf, some, spanOf } from './check';
import type { ConnectionCheck } from './contract';
import type { ConfigurationFacts } from './facts';

const check = checkOf('configuration');
const clock = checkOf('clock');

/** Half of the shortest usual scrape interval: more moves "now" to where there are no samples, or not yet. */
const APART_SECONDS = 5;

export function judgeConfiguration(facts: ConfigurationFacts | null): readonly ConnectionCheck[] {
  if (facts === null) {
    const mend = 'Set PERIPLUS_KUBERNETES to read a cluster, or PERIPLUS_CONFIG_FOLDER for a folder of YAML.';
    return [check('set', 'Is set', 'info', 'No source of configuration is set.', mend)];
  }
  if (facts.failure !== null) {
    const mend = mendOf(facts.failure, 'Check the settings of the cluster or the folder.');
    return [check('reachable', 'Can be read', 'bad', facts.failure.message, mend)];
  }
  const found = `${facts.objects} objects, of which ${facts.meshObjects} configure the mesh.`;
  return [
    check('reachable', 'Can be read', 'good', found),
    ...cluster(facts),
    ...unreadable(facts),
    ...facts.gaps.map(gap),
    ...disabled(facts),
  ];
}

function cluster({ cluster: about }: ConfigurationFacts): readonly ConnectionCheck[] {
  if (about === null) return [];
  const { version, served } = about;
  const api = check(
    'cluster',
    'API server',
    'good',
    `Kubernetes ${version ?? 'of a version that it does not tell'}.`,
  );
  if (served === null) return [api];
  const title = 'Definitions of the mesh';
  if (served.length === 0) {
    const mend = 'Install Istio’s definitions (helm chart istio-base), or look at the right cluster.';
    return [
      api,
      check('definitions', title, 'warning', 'It serves no kind of Istio or the Gateway API.', mend),
    ];
  }
  return [api, check('definitions', title, 'good', `${served.map(servedText).join('; ')}.`)];
}

function servedText({ group, kinds }: ServedGroup): string {
  const versions = [...new Set(kinds.flatMap((kind) => kind.versions))];
  return `${group} ${versions.join(', ')} (${kinds.length} ${kinds.length === 1 ? 'kind' : 'kinds'})`;
}

function unreadable({ unreadable: places }: ConfigurationFacts): readonly ConnectionCheck[] {
  if (places.length === 0) return [];
  const mend = 'The list of configuration says what is wrong with each, and where.';
  return [check('unreadable', 'Every place can be read', 'warning', `Not read: ${some(places)}.`, mend)];
}

const MENDS: Readonly<Record<string, string>> = {
  forbidden:
    'Give the console’s account the right to list and watch them (the chart’s role “viewer” names every one).',
  'not-installed': 'Install their definitions if you mean to use them.',
  'too-many': 'Name the namespaces that matter in PERIPLUS_KUBERNETES_NAMESPACES.',
  outdated: 'Look whether the API server can be reached; the console tries again by itself.',
};

function gap({ reason, message }: ConfigurationFacts['gaps'][number], at: number): ConnectionCheck {
  const verdict = reason === 'not-installed' ? 'info' : 'warning';
  const name = `gap-${reason}-${at + 1}`;
  return check(name, 'Everything is there', verdict, message, MENDS[reason] ?? null);
}

function disabled({ metricsDisabledBy }: ConfigurationFacts): readonly ConnectionCheck[] {
  if (metricsDisabledBy.length === 0) return [];
  const found = `Switched off for their part of the mesh by Telemetry ${some(metricsDisabledBy)}.`;
  const mend = 'Remove the override "disabled" there if that traffic is to be seen.';
  return [check('telemetry', 'Metrics are switched on', 'warning', found, mend)];
}

/** `offsetSeconds`: how far Prometheus' clock is ahead of the console's. */
export function judgeClock(offsetSeconds: number): ConnectionCheck {
  const title = 'Clocks agree';
  const apart = Math.abs(offsetSeconds);
  if (apart < APART_SECONDS) return clock('prometheus', title, 'good', 'Prometheus and the console agree.');
  const found = `Prometheus’ clock is ${spanOf(apart)} ${offsetSeconds > 0 ? 'ahead of' : 'behind'} the console’s; "now" follows Prometheus.`;
  return clock('prometheus', title, 'warning', found, 'Set both clocks by NTP.');
}
