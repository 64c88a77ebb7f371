/**
 * A large body cut into pieces that hold whole rows, so that none of the work on it - joining, decoding, parsing -
 * takes the event loop for longer than a piece.
 */
import 'server-only';

/** Bytes; parsing so many takes about half a millisecond. */
const PIECE_BYTES = 64 * 1024;

const BETWEEN_ROWS = Buffer.from(']},{"metric":{');
/** The bytes of it that belong to the row before. */
const END_OF_ROW = ']}'.length;
const [OPEN, CLOSE] = Buffer.from('[]') as unknown as readonly [number, number];

export interface RowPiece {
  /** A list of rows as JSON, in the place of the commas around them; without a bracket at either end of the whole. */
  readonly bytes: Buffer;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/**
 * The body in order. The first piece begins with what stands before the rows, the last ends with what stands after
 * them; between them rows are in brackets.
 */
export function* rowPieces(chunks: Iterable<Buffer>): Generator<RowPiece> {
  let pending: Buffer[] = [];
  let size = 0;
  let isFirst = true;
  for (const chunk of small(chunks)) {
    pending.push(chunk);
    size += chunk.length;
    if (size < PIECE_BYTES) continue;
    const bytes = Buffer.concat(pending, size);
    const border = bytes.lastIndexOf(BETWEEN_ROWS);
    if (border === -1) {
      pending = [bytes];
      continue;
    }
    // The comma serves twice: as the end of this list and, in a copy, as the beginning of the next one.
    const comma = border + END_OF_ROW;
    const rest = bytes.subarray(comma);
    pending = [rest];
    size = rest.length;
    bytes[comma] = CLOSE;
    if (!isFirst) bytes[0] = OPEN;
    yield { bytes: bytes.subarray(0, comma + 1), isFirst, isLast: false };
    isFirst = false;
  }
  const bytes = Buffer.concat(pending, size);
  if (!isFirst) bytes[0] = OPEN;
  yield { bytes, isFirst, isLast: true };
}

/** Views of chunks that are larger than a piece. */
function* small(chunks: Iterable<Buffer>): Generator<Buffer> {
  for (const chunk of chunks) {
    for (let from = 0; from < chunk.length; from += PIECE_BYTES)
      yield chunk.subarray(from, from + PIECE_BYTES);
  }
}
