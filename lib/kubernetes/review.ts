/**
 * Asking an API server about oneself: a POST that stores nothing and is answered with the same object, its status
 * filled in. Every authenticated user may (ClusterRole `system:basic-user`).
 */
import 'server-only';
import { Agent, request } from 'undici';
import { z } from 'zod';
import { Fault } from '@/lib/mesh/fault';

/** How the API server is reached. */
export interface ApiServerSettings {
  readonly url: URL;
  /** Certificates that the server's is checked against; null = the system's. */
  readonly caPem: string | null;
  readonly timeoutMs: number;
}

export interface Review {
  readonly group: 'authentication.k8s.io' | 'authorization.k8s.io';
  readonly kind: 'SelfSubjectReview' | 'SelfSubjectAccessReview';
  readonly spec?: object;
}

export type AskReview = (review: Review, token: string, signal?: AbortSignal) => Promise<unknown>;

const MOST_BYTES = 1_048_576;
const statusSchema = z.looseObject({ message: z.string().optional(), reason: z.string().optional() });

/** Throws `Fault`: `unauthenticated` for a refused token, `source-unreachable`, `source-timeout`, `source-rejected`, `source-bad-data`. */
export function reviews({ url, caPem, timeoutMs }: ApiServerSettings): AskReview {
  const base = url.origin + url.pathname.replace(/\/+$/, '');
  const agent = new Agent({ connections: 8, ...(caPem === null ? {} : { connect: { ca: caPem } }) });
  return async ({ group, kind, spec }, token, signal) => {
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const answer = await request(`${base}/apis/${group}/v1/${kind.toLowerCase()}s`, {
        dispatcher: agent,
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          accept: 'application/json',
        },
        body: JSON.stringify({ apiVersion: `${group}/v1`, kind, ...(spec === undefined ? {} : { spec }) }),
        signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
      });
      return understand(answer.statusCode, await readText(answer.body), base);
    } catch (error) {
      if (error instanceof Fault || signal?.aborted === true) throw error;
      throw unreachable(error, base, timeout.aborted ? timeoutMs : null);
    }
  };
}

async function readText(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES)
      throw new Fault('source-bad-data', 'The API server answered with too much.', SOURCE);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const SOURCE = { source: 'kubernetes' } as const;

function understand(status: number, text: string, base: string): unknown {
  const body = parseJson(text);
  if (status === 200 || status === 201) {
    if (body !== undefined) return body;
    throw new Fault('source-bad-data', `What answers at ${base} is no API server of Kubernetes.`, SOURCE);
  }
  if (status === 401) {
    throw new Fault('unauthenticated', 'The cluster does not accept this token.', {
      hint: 'It may have been revoked, belong to another cluster, or be meant for another audience. Make a new one with `kubectl create token NAME`.',
      data: { reason: 'not-accepted' },
    });
  }
  const said = statusSchema.safeParse(body);
  const message = said.success ? (said.data.message ?? said.data.reason) : undefined;
  throw new Fault(
    'source-rejected',
    `The API server at ${base} answered ${status}${message === undefined ? '' : `: ${message}`}`,
    {
      ...SOURCE,
      hint:
        status === 404
          ? 'Periplus needs Kubernetes 1.28 or newer for this.'
          : 'Check that users may ask about themselves (ClusterRole system:basic-user).',
    },
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unreachable(cause: unknown, base: string, afterMs: number | null): Fault {
  if (afterMs !== null)
    return new Fault(
      'source-timeout',
      `The API server at ${base} did not answer within ${afterMs / 1000} s.`,
      {
        ...SOURCE,
        hint: 'Try again; if it stays so, check the API server.',
        cause,
      },
    );
  const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
  return new Fault('source-unreachable', `The API server at ${base} cannot be reached${code}.`, {
    ...SOURCE,
    hint: 'Check that it runs and that Periplus may reach it.',
    cause,
  });
}
