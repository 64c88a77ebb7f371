/**
 * Encodes remote write 1.0: a protobuf `WriteRequest` of time series
 * (https://prometheus.io/docs/specs/prw/remote_write_spec/). Written by hand into one buffer, because
 * millions of samples pass through and an object per sample costs more than the encoding itself.
 */

import { encodeNativeSample, type NativeSample } from './native-samples';

/** Unix milliseconds and value. */
export type RemoteSample = readonly [ms: number, value: number];

export interface RemoteSeries {
  /** `__name__` included; they are sorted on writing, and labels with an empty value are left out. */
  readonly labels: Readonly<Record<string, string>>;
  /** In the order of time. */
  readonly samples: readonly RemoteSample[];
  /** When the series ended: a staleness marker is written after the samples. */
  readonly endsAtMs?: number;
  /** Instead of samples, in the order of time. */
  readonly histograms?: readonly NativeSample[];
  /** In the order of time; dropped by a server without exemplar storage. */
  readonly exemplars?: readonly RemoteExemplar[];
}

/** A single observation and where to find more about it. */
export interface RemoteExemplar {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
  /** Unix milliseconds. */
  readonly ms: number;
}

// Field numbers and wire types of prometheus.WriteRequest, TimeSeries, Label, Sample and Exemplar.
const TIMESERIES = 0x0a;
const LABEL = 0x0a;
const SAMPLE = 0x12;
const EXEMPLAR = 0x1a;
const LABEL_NAME = 0x0a;
const LABEL_VALUE = 0x12;
const SAMPLE_VALUE = 0x09;
const SAMPLE_TIMESTAMP = 0x10;
const EXEMPLAR_VALUE = 0x11;
const EXEMPLAR_TIMESTAMP = 0x18;

/** The NaN that Prometheus marks the end of a series with (model/value); JavaScript's numbers do not keep its bits. */
const STALE = Buffer.from('020000000000f07f', 'hex');

/** Grows as needed; `take()` gives the bytes and starts anew. */
export class WriteRequest {
  #bytes = Buffer.allocUnsafe(1 << 20);
  #length = 0;

  get byteLength(): number {
    return this.#length;
  }

  add(series: RemoteSeries): void {
    const labels = encodeLabels(series.labels);
    const histograms = Buffer.concat((series.histograms ?? []).map(encodeNativeSample));
    const exemplars = Buffer.concat((series.exemplars ?? []).map(encodeExemplar));
    let size = labels.length + histograms.length + exemplars.length;
    for (const [ms] of series.samples) size += 2 + sampleSize(ms);
    const { endsAtMs } = series;
    if (endsAtMs !== undefined) size += 2 + sampleSize(endsAtMs);
    this.#reserve(size + 16);
    this.#bytes[this.#length++] = TIMESERIES;
    this.#varint(size);
    this.#length += labels.copy(this.#bytes, this.#length);
    for (const [ms, value] of series.samples) this.#sample(ms, value);
    if (endsAtMs !== undefined) {
      const valueAt = this.#length + 3;
      this.#sample(endsAtMs, 0);
      STALE.copy(this.#bytes, valueAt);
    }
    this.#length += histograms.copy(this.#bytes, this.#length);
    this.#length += exemplars.copy(this.#bytes, this.#length);
  }

  take(): Buffer {
    const taken = this.#bytes.subarray(0, this.#length);
    this.#bytes = Buffer.allocUnsafe(Math.max(1 << 20, this.#length));
    this.#length = 0;
    return taken;
  }

  #sample(ms: number, value: number): void {
    this.#bytes[this.#length++] = SAMPLE;
    this.#bytes[this.#length++] = sampleSize(ms);
    this.#bytes[this.#length++] = SAMPLE_VALUE;
    this.#length = this.#bytes.writeDoubleLE(value, this.#length);
    this.#bytes[this.#length++] = SAMPLE_TIMESTAMP;
    this.#varint(ms);
  }

  #reserve(size: number): void {
    if (this.#length + size <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#length + size));
    this.#bytes.copy(grown, 0, 0, this.#length);
    this.#bytes = grown;
  }

  /** Non-negative safe integers; milliseconds do not fit into the 32 bits of JavaScript's shifts. */
  #varint(value: number): void {
    let rest = value;
    while (rest > 0x7f) {
      this.#bytes[this.#length++] = (rest % 128) + 128;
      rest = Math.floor(rest / 128);
    }
    this.#bytes[this.#length++] = rest;
  }
}

function sampleSize(ms: number): number {
  return 1 + 8 + 1 + varintSize(ms);
}

function varintSize(value: number): number {
  let size = 1;
  for (let rest = value; rest > 0x7f; rest = Math.floor(rest / 128)) size += 1;
  return size;
}

const encodedLabels = new WeakMap<object, Buffer>();

/** Remembered by object: one label set is written many times, once for each slice of time. */
function encodeLabels(labels: Readonly<Record<string, string>>): Buffer {
  const known = encodedLabels.get(labels);
  if (known !== undefined) return known;
  const encoded = labelPairs(labels);
  encodedLabels.set(labels, encoded);
  return encoded;
}

function labelPairs(labels: Readonly<Record<string, string>>): Buffer {
  const parts: Buffer[] = [];
  for (const name of Object.keys(labels).sort()) {
    const value = labels[name] ?? '';
    if (value === '') continue;
    const body = Buffer.concat([text(LABEL_NAME, name), text(LABEL_VALUE, value)]);
    parts.push(Buffer.concat([prefix(LABEL, body.length), body]));
  }
  return Buffer.concat(parts);
}

/** Few, each with labels of its own: an object more does not matter. */
function encodeExemplar({ labels, value, ms }: RemoteExemplar): Buffer {
  const number = Buffer.alloc(9);
  number[0] = EXEMPLAR_VALUE;
  number.writeDoubleLE(value, 1);
  const body = Buffer.concat([labelPairs(labels), number, prefix(EXEMPLAR_TIMESTAMP, ms)]);
  return Buffer.concat([prefix(EXEMPLAR, body.length), body]);
}

function text(field: number, value: string): Buffer {
  const bytes = Buffer.from(value, 'utf8');
  return Buffer.concat([prefix(field, bytes.length), bytes]);
}

function prefix(field: number, length: number): Buffer {
  const bytes = [field];
  let rest = length;
  for (; rest > 0x7f; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  bytes.push(rest);
  return Buffer.from(bytes);
}
