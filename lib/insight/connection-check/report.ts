/** From facts to the whole report. Pure. */
import type { ConnectionReport } from './contract';
import type { ConnectionFacts } from './facts';
import { judgeClusterNames } from './judge-cluster-names';
import { judgeClock, judgeConfiguration } from './judge-configuration';
import { judgePrometheus } from './judge-prometheus';
import { judgeTraces } from './judge-traces';
import { hasTraffic, whyEmpty } from './why-empty';

export function connectionReport(facts: ConnectionFacts): ConnectionReport {
  const { window, prometheus, traces, configuration, clockOffsetSeconds } = facts;
  return {
    window,
    checks: [
      ...judgePrometheus(prometheus),
      ...(prometheus.failure === null ? [judgeClock(clockOffsetSeconds)] : []),
      ...judgeTraces(traces, configuration),
      ...judgeConfiguration(configuration),
      ...judgeClusterNames(configuration?.clusterNames ?? [], prometheus.clusters ?? []),
    ],
    hasTraffic: hasTraffic(facts),
    emptyBecause: [...whyEmpty(facts)],
  };
}
