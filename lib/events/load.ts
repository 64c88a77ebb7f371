/** Answers which events there are about an object, or why that is not known. */
import { Fault } from '@/lib/mesh/fault';
import type { EventsAnswer } from './contract';
import type { EventPort, EventSubject } from './port';

/** Throws what the port throws but for a missing right, which is an answer: the page around it goes on. */
export async function loadEvents(
  port: EventPort | null,
  subject: EventSubject,
  signal: AbortSignal,
): Promise<EventsAnswer> {
  if (port === null) return { events: null, because: '', isCut: false };
  try {
    const { events, isCut } = await port.of(subject, signal);
    return { events: [...events], because: null, isCut };
  } catch (error) {
    if (error instanceof Fault && error.code === 'forbidden')
      return { events: null, because: error.message, isCut: false };
    throw error;
  }
}
