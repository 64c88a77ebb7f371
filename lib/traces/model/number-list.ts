/** Numbers of one width that grow by doubling, read back as an array of exactly their count. */

type Numbers =
  | Float64Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Uint8Array<ArrayBuffer>;

export const float64 = (length: number): Float64Array<ArrayBuffer> => new Float64Array(length);
export const uint32 = (length: number): Uint32Array<ArrayBuffer> => new Uint32Array(length);
export const int32 = (length: number): Int32Array<ArrayBuffer> => new Int32Array(length);
export const uint8 = (length: number): Uint8Array<ArrayBuffer> => new Uint8Array(length);

export class NumberList<A extends Numbers> {
  length = 0;
  data: A;
  readonly #make: (length: number) => A;

  constructor(make: (length: number) => A) {
    this.#make = make;
    this.data = make(16);
  }

  push(value: number): void {
    if (this.length === this.data.length) {
      const larger = this.#make(this.length * 2);
      larger.set(this.data);
      this.data = larger;
    }
    this.data[this.length] = value;
    this.length += 1;
  }

  /** Forgets what was added since the list had this length. */
  cut(length: number): void {
    this.length = length;
  }

  /** Without the room that is left. Shares its memory with the list. */
  view(): A {
    return this.data.subarray(0, this.length) as A;
  }
}
