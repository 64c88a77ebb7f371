/** `loadTimeline`: what happened within a span, from every source that knows something; one that fails is named. */
import type { RevisionPort } from '@/lib/config/revisions';
import type { ConfigStore } from '@/lib/config/store';
import type { MeshFactsPort } from '@/lib/graph/mesh-facts';
import type { HealthRules } from '@/lib/health/rules';
import { Fault, type SourceName, type Warning } from '@/lib/mesh/fault';
import { type TimeWindow, windowSeconds } from '@/lib/mesh/time-window';
import { revisionEvents, rulesAmong, sightingEvents } from './config-events';
import type { ConfigEvent, TimelineAnswer, TimelineEvent } from './contract';
import { failing, failingShares } from './failing-shares';
import { incidentEvents } from './incidents';
import { proxyEvents, rolloutEvents } from './rollouts';
import type { SightingPort } from './sightings';

export interface TimelinePorts {
  readonly sightings: SightingPort;
  /** null = no store of configuration is connected. */
  readonly config: ConfigStore | null;
  /** null = the store keeps no revisions. */
  readonly revisions: RevisionPort | null;
  /** Knows the annotations of services; null = nothing does. */
  readonly meshFacts: MeshFactsPort | null;
  healthRules(): HealthRules;
}

export interface TimelineRequest {
  readonly window: TimeWindow;
  /** null = all. */
  readonly namespaces: readonly string[] | null;
  readonly scrapeIntervalSeconds: number;
  /** Where it is known: nothing before it is asked for. */
  readonly oldestSeconds: number | null;
}

/** More would be no timeline, and the newest are what is looked for. */
export const MOST_EVENTS = 300;
/** Looks within a span. */
const LOOKS = 120;
/** How far before the span versions are looked for, at least: something that pauses for less is not new. */
const LOOK_BACK_SECONDS = 3600;

export async function loadTimeline(
  ports: TimelinePorts,
  request: TimelineRequest,
  signal?: AbortSignal,
): Promise<TimelineAnswer> {
  const warnings: Warning[] = [];
  const [config, metrics] = await Promise.all([
    configPart(ports, request, warnings, signal),
    metricsPart(ports, request, warnings, signal),
  ]);
  const { window, namespaces } = request;
  const events = [...config.events, ...metrics.events, ...config.fromSightings(metrics.objects)]
    .filter((event) => touches(event, window) && isOf(event, namespaces))
    .sort((a, b) => a.atSeconds - b.atSeconds || (a.id < b.id ? -1 : 1));
  return {
    window,
    events: events.slice(-MOST_EVENTS),
    leftOut: Math.max(0, events.length - MOST_EVENTS),
    warnings,
  };
}

interface ConfigPart {
  readonly events: readonly ConfigEvent[];
  fromSightings(objects: Awaited<ReturnType<SightingPort['objects']>>): readonly ConfigEvent[];
}

async function configPart(
  { config, revisions }: TimelinePorts,
  request: TimelineRequest,
  warnings: Warning[],
  signal: AbortSignal | undefined,
): Promise<ConfigPart> {
  const { window } = request;
  const stepSeconds = stepOf(request);
  const snapshot =
    config === null
      ? null
      : await optional('manifests', 'The services that objects rule', config.list(signal), warnings);
  const rulesOf = rulesAmong(snapshot?.objects ?? []);
  const kept =
    revisions === null
      ? null
      : await optional(
          'manifests',
          'Changes of configuration',
          revisions.revisions(window, MOST_EVENTS, signal),
          warnings,
        );
  const events = kept === null ? [] : revisionEvents(kept.revisions, rulesOf);
  if (config === null) warnings.push(said('manifests', NO_STORE));
  if (kept !== null && kept.sinceSeconds > window.fromSeconds) {
    const since = new Date(kept.sinceSeconds * 1000).toISOString();
    warnings.push(
      said(
        'manifests',
        `Changes of configuration before ${since} are not known: they are recorded since then.`,
      ),
    );
  }
  if (kept !== null && kept.notKept !== null) warnings.push(said('manifests', kept.notKept));
  return {
    events,
    fromSightings: (objects) => sightingEvents(objects, events, window.fromSeconds, stepSeconds, rulesOf),
  };
}

const NO_STORE =
  'Changes of configuration are known from metrics at best: no store of configuration is connected (PERIPLUS_KUBERNETES or PERIPLUS_CONFIG_FOLDER).';

async function metricsPart(
  { sightings, meshFacts, healthRules }: TimelinePorts,
  request: TimelineRequest,
  warnings: Warning[],
  signal: AbortSignal | undefined,
) {
  const { window, oldestSeconds } = request;
  const stepSeconds = stepOf(request);
  const back = Math.max(LOOK_BACK_SECONDS, windowSeconds(window) / 2);
  const earliest = Math.max(oldestSeconds ?? 0, window.fromSeconds - back);
  const before = { fromSeconds: earliest, toSeconds: window.toSeconds };
  const ask = { window: onGrid(before, stepSeconds), stepSeconds, signal };
  const within = { ...ask, window: onGrid(window, stepSeconds) };
  const known = <T>(what: string, answer: Promise<readonly T[]>) =>
    optional('prometheus', what, answer, warnings);
  const failures = async () => {
    const facts = await meshFacts?.facts(signal).catch(onlyFault);
    const shares = failingShares(healthRules(), facts?.services ?? []);
    return shares.least === null
      ? []
      : failing(await sightings.failures({ ...within, from: shares.least }), shares);
  };
  const [versions, proxies, failed, objects] = await Promise.all([
    known('Rollouts', sightings.versions(ask)),
    known('Releases of the proxies', sightings.proxies(ask)),
    known('Incidents', failures()),
    known('Changes of objects seen in metrics', sightings.objects(ask)),
  ]);
  const events: TimelineEvent[] = [
    ...rolloutEvents(versions ?? [], window.fromSeconds, stepSeconds),
    ...proxyEvents(proxies ?? [], window.fromSeconds, stepSeconds),
    ...incidentEvents(failed ?? [], within.window, stepSeconds),
  ];
  return { events, objects: objects ?? [] };
}

/** Never finer than scrapes arrive. */
function stepOf({ window, scrapeIntervalSeconds }: TimelineRequest): number {
  const wanted = Math.max(scrapeIntervalSeconds, windowSeconds(window) / LOOKS);
  return Math.ceil(wanted / scrapeIntervalSeconds) * scrapeIntervalSeconds;
}

/** Looks stand on multiples of the step, so that the same event is found at the same instant by every refresh. */
function onGrid(window: TimeWindow, stepSeconds: number): TimeWindow {
  return {
    fromSeconds: Math.ceil(window.fromSeconds / stepSeconds) * stepSeconds,
    toSeconds: Math.floor(window.toSeconds / stepSeconds) * stepSeconds,
  };
}

function touches(event: TimelineEvent, window: TimeWindow): boolean {
  const until = event.kind === 'incident' ? (event.untilSeconds ?? window.toSeconds) : event.atSeconds;
  return event.atSeconds <= window.toSeconds && until >= window.fromSeconds;
}

/** What concerns the whole mesh concerns every namespace, and an object concerns those whose services it rules. */
function isOf(event: TimelineEvent, namespaces: readonly string[] | null): boolean {
  if (namespaces === null || event.namespace === null || namespaces.includes(event.namespace)) return true;
  return event.kind === 'config' && event.rules.some((rule) => namespaces.includes(rule.split('/')[0] ?? ''));
}

async function optional<T>(
  source: SourceName,
  what: string,
  answer: Promise<T>,
  warnings: Warning[],
): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    warnings.push({
      source: error.source ?? source,
      code: error.code,
      message: `${what} are missing: ${error.message}`,
    });
    return null;
  }
}

/** Where the facts cannot be read, annotations are not known; the graph says so. */
function onlyFault(error: unknown): null {
  if (error instanceof Fault) return null;
  throw error;
}

function said(source: SourceName, message: string): Warning {
  return { source, code: 'info', message };
}
