/**
 * Puts a trace into Jaeger's archive storage, where its age no longer matters: `POST /api/archive/{id}`, which servers
 * that have left the rest of API v1 behind have too. Whether there is an archive only the answer tells.
 */
import 'server-only';
import { Fault } from '@/lib/mesh/fault';
import type { JaegerClient } from './client';
import { noSuchTrace } from './no-such-trace';

/** Throws `Fault`: `not-found` for a trace that Jaeger does not have, `source-rejected` where it has no archive, and what the client throws. */
export async function archiveTrace(
  client: JaegerClient,
  traceId: string,
  signal?: AbortSignal,
): Promise<void> {
  const answer = await client.post(`/api/archive/${traceId}`, signal).catch((error: unknown) => {
    throw saysNoStorage(error) ? withoutArchive('it has no archive storage', error) : error;
  });
  if (answer.kind === 'json') return;
  if (answer.kind === 'absent' && answer.fromApi) throw noSuchTrace(traceId);
  throw withoutArchive(`${client.base} has no /api/archive`);
}

/** `archive span storage was not configured`, with status 500. */
function saysNoStorage(error: unknown): boolean {
  return (
    error instanceof Fault &&
    error.code === 'source-rejected' &&
    /archive.*(not configured|no storage)/i.test(error.message)
  );
}

function withoutArchive(reason: string, cause?: unknown): Fault {
  return new Fault('source-rejected', `Jaeger cannot keep the trace: ${reason}.`, {
    source: 'jaeger',
    hint: 'Give jaeger_query a storage for traces_archive, or set PERIPLUS_JAEGER_ARCHIVE to false. Download keeps the trace as a file.',
    cause,
  });
}
