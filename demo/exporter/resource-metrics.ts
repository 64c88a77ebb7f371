/**
 * What the kubelet's cAdvisor and kube-state-metrics would say of the mesh's pods
 * (https://github.com/google/cadvisor/blob/master/docs/storage/prometheus.md,
 * https://github.com/kubernetes/kube-state-metrics/blob/main/docs/metrics/workload/pod-metrics.md): CPU, working set
 * and restarts of each container; and what the agent beside each proxy says of its certificate. Closed forms of time, as
 * everything here.
 */
import { certificateEnds } from '@/demo/pods/certificates';
import { containersOf, type DemoPod, podsAt } from '@/demo/pods/pod-list';
import { hashText, mix } from '@/demo/traffic/chance';
import type { Visit } from '@/demo/traffic/counters';
import type { Labels } from '@/demo/traffic/labels';
import type { MeshTraffic } from '@/demo/traffic/mesh-traffic';

const MIB = 1024 * 1024;
/** CPU swings around its mean by this share once in so many seconds. */
const SWING = 0.45;
const SWING_SECONDS = 1500;
/** What a leaking container holds on to in a second. */
const LEAK_BYTES_PER_SECOND = 96 * 1024;

interface ContainerSeries {
  readonly cpu: Labels;
  readonly memory: Labels;
  readonly restarts: Labels;
  readonly meanCores: number;
  readonly restingBytes: number;
  /** Where in its swing it began. */
  readonly phase: number;
}

export class ResourceMetrics {
  readonly #known = new Map<string, ContainerSeries>();
  /** Of pods with an agent. */
  readonly #certificates = new Map<string, Labels>();

  /** Visits every series at an instant, Unix seconds. */
  at(traffic: MeshTraffic, seconds: number, visit: Visit): void {
    for (const pod of podsAt(traffic, seconds)) {
      const age = Math.max(0, seconds - pod.life.sinceSeconds);
      // ztunnel keeps certificates of others and tells of them elsewhere.
      if (containersOf(pod).includes('istio-proxy') && pod.workload.name !== 'ztunnel')
        visit(this.#certificateOf(pod), certificateEnds(pod, seconds) - seconds);
      for (const container of containersOf(pod)) {
        const series = this.#seriesOf(pod, container);
        // Proxies live as long as their pod; only the application's own container is killed.
        const { restarts } = pod.life;
        const isOwn = container === pod.workload.app;
        visit(series.cpu, cpuSeconds(series, age));
        visit(series.memory, workingSet(series, age, isOwn && restarts !== null));
        visit(series.restarts, isOwn ? (restarts ?? 0) : 0);
      }
    }
  }

  #certificateOf({ life, workload: { namespace } }: DemoPod): Labels {
    const key = `${namespace}/${life.pod}`;
    let labels = this.#certificates.get(key);
    if (labels === undefined) {
      labels = {
        __name__: 'istio_agent_cert_expiry_seconds',
        ...{ job: 'kubernetes-pods', namespace, pod: life.pod, resource_name: 'default' },
      };
      this.#certificates.set(key, labels);
    }
    return labels;
  }

  #seriesOf(pod: DemoPod, container: string): ContainerSeries {
    const { life, workload } = pod;
    const key = `${workload.namespace}/${life.pod}/${container}`;
    let series = this.#known.get(key);
    if (series === undefined) {
      series = newSeries(pod, container, hashText(key));
      this.#known.set(key, series);
    }
    return series;
  }
}

function newSeries({ life, workload }: DemoPod, container: string, seed: number): ContainerSeries {
  const place = { namespace: workload.namespace, pod: life.pod, container };
  // The instance is named, as the past that is written and the present that is scraped would else be two series, of
  // which a chart shows the sum for the five minutes that Prometheus takes the first for going on.
  const kubelet = {
    job: 'kubelet',
    instance: life.node,
    metrics_path: '/metrics/cadvisor',
    node: life.node,
    ...place,
  };
  const share = (salt: number) => (mix(seed, salt) % 1000) / 1000;
  const isProxy = container === 'istio-proxy';
  return {
    cpu: { __name__: 'container_cpu_usage_seconds_total', cpu: 'total', ...kubelet },
    memory: { __name__: 'container_memory_working_set_bytes', ...kubelet },
    restarts: {
      __name__: 'kube_pod_container_status_restarts_total',
      job: 'kube-state-metrics',
      instance: 'kube-state-metrics:8080',
      ...place,
    },
    meanCores: isProxy ? 0.012 + 0.02 * share(1) : 0.03 + 0.25 * share(1),
    restingBytes: (isProxy ? 42 + 20 * share(2) : 90 + 260 * share(2)) * MIB,
    phase: 2 * Math.PI * share(3),
  };
}

/** The integral of a wave around the mean, so that it never falls. */
function cpuSeconds({ meanCores, phase }: ContainerSeries, age: number): number {
  const turns = (2 * Math.PI) / SWING_SECONDS;
  const swing = (SWING / turns) * (Math.cos(phase) - Math.cos(phase + age * turns));
  return meanCores * (age + swing);
}

function workingSet({ restingBytes, phase }: ContainerSeries, age: number, leaks: boolean): number {
  if (leaks) return Math.round(restingBytes + age * LEAK_BYTES_PER_SECOND);
  // It fills within minutes, then breathes a little.
  const filled = 1 - 0.3 * Math.exp(-age / 300);
  return Math.round(restingBytes * filled * (1 + 0.03 * Math.sin(phase + age / 240)));
}
