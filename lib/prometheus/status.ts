/** Reading what a server says about itself. Other stores lack some of these paths, and that is normal. */
import 'server-only';
import { Fault } from '@/lib/mesh/fault';

/** Gives the `data` of an API path. */
export type ReadStatus = (path: string) => Promise<unknown>;

/** Absent endpoints give null; a server that is down is told to the caller. */
export async function readIfPresent(read: ReadStatus, path: string): Promise<unknown> {
  try {
    return await read(path);
  } catch (error) {
    const absent =
      error instanceof Fault && (error.code === 'source-bad-data' || error.code === 'source-rejected');
    if (absent) return null;
    throw error;
  }
}

export function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
