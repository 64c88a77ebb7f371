/** One log stream as the handlers answer it: counted per user, ended upstream when the browser leaves. */
import 'server-only';
import type { LogEvent, LogsQuery } from '@/lib/logs/contract';
import { openLogs } from '@/lib/logs/events';
import type { PodLogPort } from '@/lib/logs/port';
import { Fault } from '@/lib/mesh/fault';
import { takeLogStream } from './log-streams';

export async function logStream(
  port: PodLogPort,
  query: LogsQuery,
  user: string,
  signal: AbortSignal,
): Promise<AsyncGenerator<LogEvent>> {
  const giveBack = takeLogStream(user);
  const left = new AbortController();
  try {
    const events = await openLogs(port, query, AbortSignal.any([signal, left.signal]));
    return counted(events, giveBack, left);
  } catch (error) {
    giveBack();
    throw error;
  }
}

/** Once the answer has begun its status is told: what goes wrong later is its last event. */
async function* counted(
  events: AsyncGenerator<LogEvent>,
  giveBack: () => void,
  left: AbortController,
): AsyncGenerator<LogEvent> {
  try {
    yield* events;
  } catch (error) {
    if (left.signal.aborted) return;
    const fault = error instanceof Fault ? error : null;
    const message = fault?.message ?? 'The log broke off.';
    yield {
      kind: 'notice',
      source: null,
      code: fault?.code ?? 'internal',
      message,
      hint: fault?.hint ?? null,
    };
  } finally {
    left.abort();
    giveBack();
  }
}
