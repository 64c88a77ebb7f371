/**
 * Which Jaeger the demo's traces come from: one that PERIPLUS_DEMO_JAEGER names, one on PATH that is started here,
 * else the embedded query API, which computes them.
 */
import { onPath } from '@/bin/system-parts';
import { pushTraces } from '@/demo/spans/push';
import { startDemoJaeger } from '@/demo/spans/server';
import type { MeshTraffic } from '@/demo/traffic/mesh-traffic';
import { startJaeger } from '@/e2e/servers/jaeger/start';

export interface TraceSource {
  /** Base of the query API. */
  readonly url: string;
  stop(): Promise<void>;
}

export interface TraceSourceOptions {
  readonly traffic: () => MeshTraffic;
  readonly keptSeconds: number;
  readonly environment: NodeJS.ProcessEnv;
  readonly say: (line: string) => void;
}

/** A real Jaeger gets this much of the past; all of it would take minutes and gigabytes of its memory. */
const PUSHED_SECONDS = 3600;
/** The port on which Jaeger takes OTLP over HTTP unless told otherwise. */
const OTLP_PORT = '4318';

export async function startTraceSource(options: TraceSourceOptions): Promise<TraceSource> {
  const { environment, say } = options;
  const named = environment.PERIPLUS_DEMO_JAEGER;
  if (named !== undefined && named !== '') {
    const queryUrl = parsed('PERIPLUS_DEMO_JAEGER', named);
    const otlp = environment.PERIPLUS_DEMO_JAEGER_OTLP;
    const otlpUrl = otlp === undefined ? besides(queryUrl) : parsed('PERIPLUS_DEMO_JAEGER_OTLP', otlp);
    say(`Sending traces to Jaeger at ${queryUrl.href} …`);
    return push(options, { queryUrl, otlpUrl, stop: async () => {} });
  }
  for (const [program, generation] of [
    ['jaeger', 'v2'],
    ['jaeger-all-in-one', 'v1'],
  ] as const) {
    const binary = onPath([program], environment.PATH);
    if (binary === null) continue;
    say(`Starting ${binary} …`);
    return push(options, await startJaeger({ binary, generation }));
  }
  return startDemoJaeger(options);
}

interface Target {
  readonly queryUrl: URL;
  readonly otlpUrl: URL;
  stop(): Promise<void>;
}

function push(options: TraceSourceOptions, target: Target): TraceSource {
  const backSeconds = Math.min(options.keptSeconds, PUSHED_SECONDS);
  const pushing = pushTraces({ ...options, ...target, backSeconds });
  return {
    url: target.queryUrl.href,
    stop: async () => {
      await pushing.stop();
      await target.stop();
    },
  };
}

function parsed(name: string, text: string): URL {
  const url = URL.parse(text);
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  throw new Error(`${name} must be an address such as http://127.0.0.1:16686, not ${text}.`);
}

function besides(queryUrl: URL): URL {
  const url = new URL('/', queryUrl);
  url.port = OTLP_PORT;
  return url;
}
