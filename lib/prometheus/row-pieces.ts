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
  /** A list of rows as JSON; good until the next piece is asked for, because all are put together in one place. */
  readonly bytes: Buffer;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/**
 * The body in order. The first piece begins with what stands before the rows, the last ends with what stands after
 * them; between them rows are in brackets, which take the place of the commas.
 */
export function* rowPieces(chunks: Iterable<Buffer>): Generator<RowPiece> {
  let place = Buffer.allocUnsafe(3 * PIECE_BYTES);
  let size = 0;
  let isFirst = true;
  for (const chunk of small(chunks)) {
    if (size + chunk.length > place.length) place = Buffer.concat([place], 2 * place.length);
    size += chunk.copy(place, size);
    if (size < PIECE_BYTES) continue;
    const border = place.lastIndexOf(BETWEEN_ROWS, size - BETWEEN_ROWS.length);
    if (border === -1) continue;
    const comma = border + END_OF_ROW;
    place[comma] = CLOSE;
    yield { bytes: place.subarray(0, comma + 1), isFirst, isLast: false };
    isFirst = false;
    place.copyWithin(0, comma, size);
    place[0] = OPEN;
    size -= comma;
  }
  yield { bytes: place.subarray(0, size), isFirst, isLast: true };
}

/** Views of chunks that are larger than a piece. */
function* small(chunks: Iterable<Buffer>): Generator<Buffer> {
  for (const chunk of chunks) {
    for (let from = 0; from < chunk.length; from += PIECE_BYTES)
      yield chunk.subarray(from, from + PIECE_BYTES);
  }
}
