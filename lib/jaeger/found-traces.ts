/** The traces that a search found, from the bytes of its answer. */
import 'server-only';
import { Fault, type Warning } from '@/lib/mesh/fault';
import { arrangeTrace } from '@/lib/traces/model/arrange';
import type { Trace } from '@/lib/traces/model/trace';
import { type ReadTraces, readColumns } from '@/lib/traces/reading/read-traces';
import { MAX_BODY_BYTES, tooLarge } from './client';

/** Throws `Fault`: `too-large`, `source-bad-data`. */
export async function readFound(
  base: string,
  body: ReadableStream<Uint8Array>,
): Promise<{ traces: Trace[]; warnings: Warning[] }> {
  const { columns, errors } = read(base, await bytesOf(body));
  return {
    traces: columns.map((spans) => arrangeTrace(spans)),
    warnings: errors.map(
      (message): Warning => ({ source: 'jaeger', code: 'partial', message: `Jaeger: ${message}` }),
    ),
  };
}

function read(base: string, bytes: Uint8Array): ReadTraces {
  try {
    return readColumns(bytes);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    throw new Fault(error.code, `The answer of Jaeger at ${base} cannot be read. ${error.message}`, {
      source: 'jaeger',
      hint: error.hint ?? 'Try again.',
    });
  }
}

async function bytesOf(body: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}
