/** One HTTP request to a port of a pod. Admin ports speak plain HTTP/1.1 and are reachable from inside the pod only. */
import 'server-only';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { Fault } from '@/lib/mesh/fault';
import type { KubernetesClient } from './client';
import { openPodPort, type PodPortAddress } from './port-forward';

export interface PodRequest extends PodPortAddress {
  readonly method: 'GET' | 'POST';
  /** With its query. */
  readonly path: string;
}

const HEAD_WITHIN_MS = 20_000;
const LARGEST_DOCUMENT = 8 * 1024 * 1024;

/** The body of a good answer; destroy it to hang up. */
export async function askPod(
  client: KubernetesClient,
  asked: PodRequest,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const connection = await openPodPort(client, asked, signal);
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const outgoing = httpRequest(
      {
        createConnection: () => connection,
        method: asked.method,
        path: asked.path,
        headers: { host: 'localhost', accept: 'application/json', connection: 'close', 'content-length': 0 },
      },
      resolve,
    );
    const timer = setTimeout(() => outgoing.destroy(silent(asked)), HEAD_WITHIN_MS);
    outgoing.once('response', () => clearTimeout(timer));
    outgoing.once('error', (error) => {
      clearTimeout(timer);
      reject(asFault(error, asked, signal));
    });
    outgoing.end();
  });
  answer.once('close', () => connection.destroy());
  if ((answer.statusCode ?? 0) < 300) return answer;
  const said = await documentText(answer, asked, signal);
  throw new Fault(
    answer.statusCode === 404 ? 'not-found' : 'source-rejected',
    `${asked.pod} answered ${answer.statusCode} for ${asked.path.split('?')[0]}: ${said.trim().slice(0, 300) || 'without a reason'}.`,
    { source: 'kubernetes' },
  );
}

/** A whole, small answer as text. */
export async function documentText(
  body: IncomingMessage,
  asked: PodRequest,
  signal: AbortSignal,
): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of podBytes(body, asked, signal)) {
    size += piece.length;
    if (size > LARGEST_DOCUMENT) throw tooLargeDump(asked, LARGEST_DOCUMENT);
    pieces.push(piece);
  }
  return Buffer.concat(pieces, size).toString('utf8');
}

/** The bytes of an answer; a connection that breaks is a fault with words. */
export async function* podBytes(
  body: IncomingMessage,
  asked: PodRequest,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) yield chunk;
  } catch (error) {
    throw asFault(error, asked, signal);
  } finally {
    body.destroy();
  }
}

export function tooLargeDump({ pod, path }: PodRequest, bytes: number): Fault {
  return new Fault(
    'too-large',
    `${pod} answered more than ${bytes >> 20} MB for ${path.split('?')[0]}; it was not read to the end.`,
    {
      source: 'kubernetes',
      hint: 'A Sidecar object that limits which services this proxy knows makes it smaller.',
    },
  );
}

function silent({ pod, port }: PodRequest): Fault {
  return new Fault(
    'source-timeout',
    `Port ${port} of ${pod} did not answer within ${HEAD_WITHIN_MS / 1000} s.`,
    {
      source: 'kubernetes',
      hint: 'Try again; a proxy that is busy with a new configuration answers late.',
    },
  );
}

function asFault(error: unknown, { pod, port }: PodRequest, signal: AbortSignal): unknown {
  signal.throwIfAborted();
  if (error instanceof Fault) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new Fault('source-unreachable', `The answer of port ${port} of ${pod} broke off: ${reason}.`, {
    source: 'kubernetes',
    hint: 'Try again; the pod may have ended meanwhile.',
    cause: error,
  });
}
