/** Logs of containers over the API server, as their bytes come. */
import 'server-only';
import type { IncomingMessage } from 'node:http';
import type { PodLogPort, PodLogRequest } from '@/lib/logs/port';
import { Fault } from '@/lib/mesh/fault';
import type { KubernetesClient } from './client';
import { missingRight } from './missing-right';

export function kubernetesPodLogs(client: KubernetesClient): PodLogPort {
  return {
    async open(request, signal) {
      const { body } = await client
        .stream({ path: pathOf(request), query: queryOf(request), accept: '*/*', signal })
        .catch((error: unknown) => {
          throw explained(error, request);
        });
      return bytesOf(body, request, signal);
    },
  };
}

function pathOf({ namespace, pod }: PodLogRequest): string {
  return `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}/log`;
}

function queryOf(request: PodLogRequest): Record<string, string | number | boolean | undefined> {
  const { container, previous, follow, tailLines, sinceSeconds, limitBytes } = request;
  return {
    container,
    timestamps: true,
    follow: follow || undefined,
    previous: previous || undefined,
    tailLines: tailLines ?? undefined,
    sinceTime: sinceSeconds === null ? undefined : new Date(sinceSeconds * 1000).toISOString(),
    limitBytes: limitBytes ?? undefined,
  };
}

async function* bytesOf(
  body: IncomingMessage,
  { pod, container }: PodLogRequest,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) yield chunk;
  } catch (error) {
    signal.throwIfAborted();
    throw new Fault(
      'source-unreachable',
      `The log of ${container} in ${pod} broke off: ${error instanceof Error ? error.message : String(error)}.`,
      { source: 'kubernetes', hint: 'What came before is whole. Read it again for the rest.', cause: error },
    );
  } finally {
    body.destroy();
  }
}

/** In words that fit a log: which role is missing, and that a container has not written yet. */
function explained(error: unknown, { pod, container, previous }: PodLogRequest): unknown {
  if (!(error instanceof Fault)) return error;
  if (error.code === 'forbidden') return missingRight(error, 'pods/log', 'get', 'periplus-viewer');
  const isOldest = previous && /previous terminated container/.test(error.message);
  if (isOldest) {
    return new Fault('not-found', `${container} in ${pod} has not restarted, so there is no log before.`, {
      source: 'kubernetes',
      cause: error,
    });
  }
  return error;
}
