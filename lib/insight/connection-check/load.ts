/** `loadConnectionCheck`: tries every source and judges what was found. Sources that fail are findings, not faults. */
import type { ClusterAboutPort } from '@/lib/config/cluster-about';
import type { ConfigStore } from '@/lib/config/store';
import type { ScopeOf } from '@/lib/mesh/scope';
import type { TimeWindow } from '@/lib/mesh/time-window';
import type { TracePort } from '@/lib/traces/search';
import type { ConnectionReport } from './contract';
import type { ConnectionFacts, Failure } from './facts';
import { gatherConfiguration } from './gather-configuration';
import { gatherPrometheus, type PrometheusPorts } from './gather-prometheus';
import { gatherTraces } from './gather-traces';
import { connectionReport } from './report';

export interface CheckedPorts extends PrometheusPorts {
  readonly scope: ScopeOf;
  readonly traces: TracePort | null;
  readonly config: ConfigStore | null;
  readonly clusterAbout: ClusterAboutPort | null;
  clockOffsetSeconds(): Promise<number>;
}

export interface CheckOptions {
  readonly window: TimeWindow;
  /** null = all. */
  readonly namespaces: readonly string[] | null;
  /** As the settings have them. */
  readonly labelMatchers: readonly {
    readonly name: string;
    readonly operator: string;
    readonly value: string;
  }[];
}

/** Throws `Fault` only where the reader's own rights cannot be learnt. */
export async function loadConnectionCheck(
  ports: CheckedPorts,
  { window, namespaces, labelMatchers }: CheckOptions,
  signal?: AbortSignal,
): Promise<ConnectionReport> {
  const isWhole = (await ports.scope(signal)).namespaces === null;
  const matchers = labelMatchers.map(({ name, operator, value }) => `${name}${operator}"${value}"`).join(',');
  const [prometheus, traces, configuration, clockOffsetSeconds] = await Promise.all([
    gatherPrometheus(ports, { window, labelMatchers: isWhole ? matchers : '' }, signal),
    gatherTraces(ports.traces, window, signal),
    gatherConfiguration(ports.config, ports.clusterAbout, signal),
    ports.clockOffsetSeconds(),
  ]);
  const facts = { window, namespaces, prometheus, traces, configuration, clockOffsetSeconds };
  return connectionReport(isWhole ? facts : withoutWords(facts));
}

/** A source's own words about a failure may tell of whatever it was asked for. */
function withoutWords(facts: ConnectionFacts): ConnectionFacts {
  const plain = (failure: Failure | null): Failure | null =>
    failure && { message: 'It does not answer as it should.', hint: 'Ask whoever runs this console.' };
  const { prometheus, traces, configuration } = facts;
  return {
    ...facts,
    prometheus: { ...prometheus, failure: plain(prometheus.failure) },
    traces: traces && {
      ...traces,
      failure: plain(traces.failure),
      searchFailure: plain(traces.searchFailure),
    },
    configuration: configuration && { ...configuration, failure: plain(configuration.failure) },
  };
}
