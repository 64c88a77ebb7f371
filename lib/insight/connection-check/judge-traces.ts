/** What is to be said of the source of traces, from what was learnt of it. Pure. */
import { checkOf, mendOf, some, spanOf } from './check';
import type { ConnectionCheck } from './contract';
import type { ConfigurationFacts, TraceFacts } from './facts';

const check = checkOf('jaeger');

/** Sampling of one in a hundred leaves gaps, hours do not. */
const OLD_SECONDS = 3600;

export function judgeTraces(
  facts: TraceFacts | null,
  configuration: ConfigurationFacts | null,
): readonly ConnectionCheck[] {
  const reachable = 'Answers a question';
  if (facts === null) {
    const found = 'No source of traces is set; the console shows no traces.';
    return [check('set', 'Is set', 'info', found, 'Set PERIPLUS_JAEGER_URL to have them.')];
  }
  if (facts.failure !== null) {
    const mend = mendOf(facts.failure, 'Check PERIPLUS_JAEGER_URL, and that the console may reach it.');
    return [check('reachable', reachable, 'bad', facts.failure.message, mend)];
  }
  const abilities = facts.searchesAllServices
    ? 'It searches all services at once.'
    : 'A search needs a service.';
  return [
    check('reachable', reachable, 'good', `${answers(facts)} ${abilities}`),
    services(facts),
    ...matching(facts, configuration),
    ...newest(facts),
  ];
}

function answers({ apis }: TraceFacts): string {
  return apis.length === 0 ? 'Jaeger answers.' : `Jaeger answers on its API ${apis.join(' and ')}.`;
}

function services({ services: names }: TraceFacts): ConnectionCheck {
  const title = 'Knows services';
  if (names.length > 0) return check('services', title, 'good', `${names.length}: ${some(names)}.`);
  const mend =
    'Set a tracing provider (MeshConfig extensionProviders, Telemetry tracing) that sends to this Jaeger, and a sampling above 0.';
  return check('services', title, 'warning', 'No service has sent a trace.', mend);
}

/** Istio names services `app.namespace`; applications that trace by themselves often leave the namespace out. */
function matching({ services: names }: TraceFacts, configuration: ConfigurationFacts | null) {
  if (names.length === 0 || configuration === null || configuration.applications.length === 0) return [];
  const known = new Set(
    configuration.applications.flatMap(({ name, namespace }) => [name, `${name}.${namespace}`]),
  );
  const matched = names.filter((name) => known.has(name)).length;
  const title = 'Services are those of the mesh';
  const found = `${matched} of ${names.length} services are applications of the mesh by their names.`;
  if (matched > 0) return [check('matching', title, 'good', found)];
  const mend =
    'Let spans name their service as Istio does (tracing service name CANONICAL_NAME_AND_NAMESPACE), so that traces are found from workloads.';
  return [check('matching', title, 'warning', found, mend)];
}

function newest({ newestAgeSeconds, services: names, searchFailure }: TraceFacts) {
  const title = 'Newest trace';
  if (searchFailure !== null) {
    return [check('newest', title, 'warning', searchFailure.message, searchFailure.hint)];
  }
  if (names.length === 0) return [];
  const mend = 'Look whether the sampling is above 0, and whether the collector takes spans.';
  if (newestAgeSeconds === null) {
    return [check('newest', title, 'warning', 'No trace was found in the window.', mend)];
  }
  const isOld = newestAgeSeconds > OLD_SECONDS;
  const found = `It began ${spanOf(Math.max(0, newestAgeSeconds))} ago.`;
  return [check('newest', title, isOld ? 'warning' : 'good', found, isOld ? mend : null)];
}
