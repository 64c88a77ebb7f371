/**
 * A graph's answer as bytes: whole (a snapshot), or as what changed against an answer that the reader has (a delta).
 *
 * Layout: one byte of format, one byte 0 = snapshot or 1 = delta, the table of texts (its length in bytes, then JSON),
 * then the columns in the order of the plan.
 */
import type { GraphAnswer } from '@/lib/graph/contract';
import { answerCodec } from './answer-codec';
import { ColumnBytes, ColumnSource, CutShort } from './columns';
import { RowContext } from './row-context';
import { type SlimAnswer, slimAnswer } from './slim-answer';
import { atOnce, type Steps } from './steps';

/** In `Accept` and `Content-Type`: these bytes, gzipped. */
export const GRAPH_MEDIA_TYPE = 'application/vnd.periplus.graph';
const FORMAT = 1;

/** `base` = the answer that the reader has; null = none. Not compressed. */
export function packGraph(answer: GraphAnswer, base: GraphAnswer | null): Uint8Array<ArrayBuffer> {
  return packSlim(slimAnswer(answer), base === null ? null : slimAnswer(base));
}

/** As `packGraph`, for a writer that keeps the slim form of its answers. */
export function packSlim(answer: SlimAnswer, base: SlimAnswer | null): Uint8Array<ArrayBuffer> {
  const codec = answerCodec();
  const columns = Array.from({ length: codec.columns }, () => new ColumnBytes());
  const texts = new Map<string, number>();
  codec.write(answer, base ?? undefined, {
    context: new RowContext(),
    column: (index) => columns[index] as ColumnBytes,
    text(value) {
      const known = texts.get(value);
      if (known !== undefined) return known;
      texts.set(value, texts.size);
      return texts.size - 1;
    },
  });
  const table = new TextEncoder().encode(JSON.stringify([...texts.keys()]));
  const head = Uint8Array.of(FORMAT, base === null ? 0 : 1, ...lengthBytes(table.length));
  return joined([head, table, ...columns.map((column) => column.bytes())]);
}

/** Whether bytes can only be read with the answer that they were written against. */
export function isDelta(bytes: Uint8Array): boolean {
  return bytes[1] === 1;
}

/** Throws `CutShort` for bytes that are no such answer, or not against this base. */
export function unpackGraph(bytes: Uint8Array, base: SlimAnswer | null): SlimAnswer {
  return atOnce(unpackSteps(bytes, base));
}

/** As `unpackGraph`, with rests between rows. */
export function* unpackSteps(bytes: Uint8Array, base: SlimAnswer | null): Steps<SlimAnswer> {
  if (bytes[0] !== FORMAT) throw new CutShort('The answer has a format that this page does not know.');
  if (isDelta(bytes) && base === null) throw new CutShort('The answer continues one that is not here.');
  const codec = answerCodec();
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(2);
  const texts: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(6, 6 + length)));
  if (!Array.isArray(texts)) throw new CutShort('The answer has no table of texts.');
  const columns: ColumnSource[] = [];
  let at = 6 + length;
  for (let index = 0; index < codec.columns; index += 1) {
    const column = new ColumnSource(bytes, at);
    columns.push(column);
    at = column.end;
  }
  return yield* codec.read(isDelta(bytes) ? (base ?? undefined) : undefined, {
    context: new RowContext(),
    column: (index) => columns[index] as ColumnSource,
    text(index) {
      const value: unknown = texts[index];
      if (typeof value !== 'string') throw new CutShort('The answer refers to a text that is not in it.');
      return value;
    },
  });
}

function lengthBytes(length: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, length);
  return bytes;
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
