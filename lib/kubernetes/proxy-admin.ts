/**
 * Admin ports of proxies and debug endpoints of istiod, through port forwarding
 * (https://www.envoyproxy.io/docs/envoy/latest/operations/admin, istio:pilot/pkg/xds/debug.go).
 * Nothing leaves here with a private key in it.
 */
import 'server-only';
import { setImmediate } from 'node:timers/promises';
import { Fault } from '@/lib/mesh/fault';
import type { DumpElement } from '@/lib/proxies/dump/dump-element';
import { type SliceRule, sliceJson } from '@/lib/proxies/dump/slice-json';
import { snakeCase, snakeName } from '@/lib/proxies/dump/snake-case';
import { withoutSecrets } from '@/lib/proxies/dump/without-secrets';
import type { AdminDocument, AdminDump, ControlPlaneView, ProxyAddress, ProxyPort } from '@/lib/proxies/port';
import type { KubernetesClient } from './client';
import { askPod, documentText, type PodRequest, podBytes, tooLargeDump } from './pod-http';
import { controlPlanePods } from './pods';

const ADMIN_PORT = 15_000;
const ISTIOD_DEBUG_PORT = 15_014;
/** More than any proxy of a mesh that still works has. */
const LARGEST_DUMP = 256 * 1024 * 1024;

const DOCUMENTS: Readonly<Record<AdminDocument, string>> = {
  'server-info': '/server_info',
  certificates: '/certs',
};
const DUMPS: Readonly<Record<AdminDump, string>> = {
  config: '/config_dump?include_eds',
  clusters: '/clusters?format=json',
  ztunnel: '/config_dump',
};

/** Every resource of each part, and of routes and listeners what they are made of. Both ways to write names. */
const CONFIG_RULES: readonly SliceRule[] = [
  ['configs', '#', '*', '#', 'route_config', 'virtual_hosts', '#'],
  ['configs', '#', '*', '#', 'routeConfig', 'virtualHosts', '#'],
  ['configs', '#', '*', '#', 'active_state', 'listener', 'filter_chains', '#'],
  ['configs', '#', '*', '#', 'activeState', 'listener', 'filterChains', '#'],
  ['configs', '#', '*', '#'],
  ['configs', '#'],
];
const CLUSTER_RULES: readonly SliceRule[] = [['cluster_statuses', '#']];
/** Lists of old versions, maps by key of new ones. */
const ZTUNNEL_RULES: readonly SliceRule[] = [
  ['*', '#'],
  ['*', '*'],
];

export function kubernetesProxies(client: KubernetesClient): ProxyPort {
  const ask = async (
    proxy: ProxyAddress,
    port: number,
    method: 'GET' | 'POST',
    path: string,
    signal: AbortSignal,
  ) => {
    const request: PodRequest = { ...proxy, port, method, path };
    return { request, body: await askPod(client, request, signal) };
  };
  const text = async (
    proxy: ProxyAddress,
    port: number,
    method: 'GET' | 'POST',
    path: string,
    signal?: AbortSignal,
  ) => {
    const alive = signal ?? new AbortController().signal;
    const { request, body } = await ask(proxy, port, method, path, alive);
    return documentText(body, request, alive);
  };
  async function* pieces(
    proxy: ProxyAddress,
    port: number,
    path: string,
    rules: readonly SliceRule[],
    signal?: AbortSignal,
  ) {
    const alive = signal ?? new AbortController().signal;
    const { request, body } = await ask(proxy, port, 'GET', path, alive);
    yield* cleaned(
      sliceJson(podBytes(body, request, alive), {
        rules,
        turn: () => setImmediate(),
        maxBytes: LARGEST_DUMP,
        tooLarge: () => tooLargeDump(request, LARGEST_DUMP),
        broken: (why) => unreadable(request, why),
      }),
    );
  }
  const logging = async (
    proxy: ProxyAddress,
    kind: 'envoy' | 'ztunnel',
    query: string,
    signal?: AbortSignal,
  ) => readLevels(kind, await text(proxy, ADMIN_PORT, 'POST', `/logging${query}`, signal));
  return {
    read: async (proxy, document, signal) =>
      cleanDocument(proxy, await text(proxy, ADMIN_PORT, 'GET', DOCUMENTS[document], signal)),
    dump: (proxy, dump, signal) => pieces(proxy, ADMIN_PORT, DUMPS[dump], rulesOf(dump), signal),
    logLevels: (proxy, kind, signal) => logging(proxy, kind, '', signal),
    setLogLevel: (proxy, kind, { logger, level }, signal) => {
      const name = kind === 'envoy' && logger !== null ? logger : 'level';
      return logging(proxy, kind, `?${new URLSearchParams({ [name]: level })}`, signal);
    },
    synchronisation: async (signal) => {
      const istiods = await controlPlanePods(client, signal);
      if (istiods.length === 0) throw noControlPlane();
      const answers: ControlPlaneView['answers'][number][] = [];
      const silent: ControlPlaneView['silent'][number][] = [];
      await Promise.all(
        istiods.map(async ({ namespace, name }) => {
          const istiod = { namespace, pod: name };
          try {
            const told = await text(istiod, ISTIOD_DEBUG_PORT, 'GET', '/debug/syncz', signal);
            answers.push({ istiod, statuses: cleanDocument(istiod, told) });
          } catch (error) {
            signal?.throwIfAborted();
            if (!(error instanceof Fault) || istiods.length === 1) throw error;
            silent.push({ istiod, because: error.message });
          }
        }),
      );
      return { answers, silent };
    },
    intended: (proxy, istiod, signal) => {
      const asked = new URLSearchParams({ proxyID: `${proxy.pod}.${proxy.namespace}`, include_eds: 'true' });
      return pieces(istiod, ISTIOD_DEBUG_PORT, `/debug/config_dump?${asked}`, CONFIG_RULES, signal);
    },
  };
}

function rulesOf(dump: AdminDump): readonly SliceRule[] {
  if (dump === 'clusters') return CLUSTER_RULES;
  return dump === 'ztunnel' ? ZTUNNEL_RULES : CONFIG_RULES;
}

async function* cleaned(elements: AsyncIterable<DumpElement>): AsyncGenerator<DumpElement> {
  for await (const { path, value, bytes } of elements) {
    const named = path.map((part) => (typeof part === 'string' ? snakeName(part) : part));
    yield { path: named, value: withoutSecrets(snakeCase(value)), bytes };
  }
}

function cleanDocument({ pod }: ProxyAddress, told: string): unknown {
  try {
    return withoutSecrets(JSON.parse(told));
  } catch (error) {
    throw new Fault('source-bad-data', `The answer of ${pod} is no JSON.`, {
      source: 'kubernetes',
      cause: error,
    });
  }
}

/** Envoy: `active loggers:` and a line for each. ztunnel: `current log level is hickory_server::…=off,info`. */
function readLevels(kind: 'envoy' | 'ztunnel', told: string): ReadonlyMap<string, string> {
  if (kind === 'ztunnel') {
    const level = /current log level is (.+)/.exec(told)?.[1]?.trim() ?? '';
    return new Map([['', level.split(',').findLast((part) => !part.includes('=')) ?? level]]);
  }
  return new Map(
    [...told.matchAll(/^\s+([\w.-]{1,64}): (\w{1,16})\s*$/gm)].map(([, name = '', level = '']) => [
      name,
      level,
    ]),
  );
}

function unreadable({ pod, path }: PodRequest, why: string): Fault {
  return new Fault(
    'source-bad-data',
    `What ${pod} answered for ${path.split('?')[0]} cannot be read: ${why}.`,
    { source: 'kubernetes', hint: 'Try again; the connection may have been cut.' },
  );
}

function noControlPlane(): Fault {
  return new Fault('not-found', 'No pod of istiod runs in this cluster, or none that may be listed.', {
    source: 'kubernetes',
    hint: 'Its pods carry the label app=istiod; who may not list the pods of the whole cluster is shown those of istio-system.',
  });
}
