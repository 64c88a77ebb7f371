/**
 * Encodes native histograms for remote write 1.0: float histograms with custom bounds (the classic buckets of one series
 * in one sample, schema -53) or with exponential buckets (field numbers of prometheus.Histogram in
 * https://github.com/prometheus/prometheus/blob/main/prompb/types.proto).
 */

export interface NativeSample {
  readonly ms: number;
  readonly sum: number;
  /** -53 for custom bounds, else that of exponential buckets: each is wider than the one before it by 2^2^-schema. */
  readonly schema: number;
  /** Upper bounds without +Inf, of schema -53. */
  readonly bounds?: readonly number[];
  /** Index of the first bucket; 0 for custom bounds. */
  readonly firstBucket: number;
  /** Observations in each bucket, not cumulative; custom bounds have one more, up to +Inf. */
  readonly counts: readonly number[];
}

export const CUSTOM_BOUNDS = -53;

/** The field `histograms` of one `TimeSeries`. */
export function encodeNativeSample(sample: NativeSample): Buffer {
  const count = sample.counts.reduce((sum, one) => sum + one, 0);
  const span = Buffer.concat([
    Buffer.from([0x08]),
    varint(zigzag(sample.firstBucket)),
    Buffer.from([0x10]),
    varint(sample.counts.length),
  ]);
  const body = Buffer.concat([
    double(0x11, count),
    double(0x19, sample.sum),
    Buffer.from([0x20]),
    varint(zigzag(sample.schema)),
    double(0x29, sample.schema === CUSTOM_BOUNDS ? 0 : 1e-9),
    double(0x39, 0),
    lengthDelimited([0x5a], span),
    lengthDelimited([0x6a], doubles(sample.counts)),
    Buffer.from([0x78]),
    varint(sample.ms),
    ...(sample.bounds === undefined ? [] : [lengthDelimited([0x82, 0x01], doubles(sample.bounds))]),
  ]);
  return lengthDelimited([0x22], body);
}

function lengthDelimited(tag: readonly number[], body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(tag), varint(body.length), body]);
}

function double(tag: number, value: number): Buffer {
  return Buffer.concat([Buffer.from([tag]), doubles([value])]);
}

function doubles(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(8 * values.length);
  values.forEach((value, at) => {
    bytes.writeDoubleLE(value, 8 * at);
  });
  return bytes;
}

/** Non-negative safe integers. */
function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Buffer.from([...bytes, rest]);
}

function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}
