/** Builds traces in a few words, for tests and benchmarks: hand-made ones, and seeded random ones of any size and shape. */
import type { ArrangeOptions } from './arrange';
import type { Span } from './span';
import type { Trace } from './trace';
import { traceOfSpans } from './trace-of-spans';

export interface SamplePart extends Partial<Omit<Span, 'startNs' | 'durationNs'>> {
  readonly spanId: string;
  /** From the trace's start, which stands at one second after 1970. */
  readonly startUs?: number;
  readonly durationUs?: number;
}

const SAMPLE_ID = '000000000000001f';

/** The id of a span that a test calls by a word of up to eight letters; ids of 16 digits stay what they are. */
export function sampleId(word: string): string {
  if (/^[0-9a-f]{16}$/.test(word)) return word;
  return [...word]
    .map((letter) => letter.charCodeAt(0).toString(16).padStart(2, '0'))
    .join('')
    .padStart(16, '0');
}

/** The word behind `sampleId`. */
export function sampleWord(spanId: string): string {
  return (spanId.replace(/^(00)+/, '').match(/../g) ?? [])
    .map((pair) => String.fromCharCode(Number.parseInt(pair, 16)))
    .join('');
}

/** A span with defaults. Its id and its parent's may be words, see `sampleId`. */
export function sampleSpan({ startUs, durationUs, ...part }: SamplePart): Span {
  return {
    traceId: SAMPLE_ID,
    service: 'web',
    name: 'GET /',
    kind: 'server',
    startNs: 1_000_000_000n + BigInt(Math.round((startUs ?? 0) * 1000)),
    durationNs: Math.round((durationUs ?? 100) * 1000),
    status: 'unset',
    statusMessage: null,
    attributes: {},
    resource: {},
    scope: null,
    events: [],
    links: [],
    warnings: [],
    ...part,
    spanId: sampleId(part.spanId),
    parentSpanId: part.parentSpanId == null ? null : sampleId(part.parentSpanId),
  };
}

export function sampleTrace(...parts: readonly SamplePart[]): Trace {
  return sampleTraceWith({}, ...parts);
}

export function sampleTraceWith(options: ArrangeOptions, ...parts: readonly SamplePart[]): Trace {
  return traceOfSpans(parts.map(sampleSpan), { traceId: SAMPLE_ID, ...options });
}

/** Mulberry32: small, seeded, good enough for shapes. Answers numbers in [0, 1). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A parent among the earlier spans. */
export type PickParent = (index: number, random: () => number) => number;

const anyEarlier: PickParent = (index, random) => Math.floor(random() * index);

/** `count` spans. Children may start before or end after their parents, touch and overlap. */
export function randomSpans(count: number, seed: number, pick: PickParent = anyEarlier): Span[] {
  const random = seededRandom(seed);
  const spans: SamplePart[] = [];
  for (let index = 0; index < count; index += 1) {
    const parent = index === 0 ? undefined : spans[pick(index, random)];
    const room = parent?.durationUs ?? 1000 * count;
    const from =
      (parent?.startUs ?? 0) + (parent === undefined ? 0 : Math.round((random() * 1.2 - 0.1) * room));
    spans.push({
      spanId: (index + 1).toString(16).padStart(16, '0'),
      ...(parent !== undefined && { parentSpanId: parent.spanId }),
      service: `service-${Math.floor(random() * 12)}`,
      startUs: Math.max(0, from),
      durationUs: Math.round(random() * room),
      kind: random() < 0.1 ? 'consumer' : random() < 0.1 ? 'producer' : 'server',
      status: random() < 0.05 ? 'error' : 'unset',
    });
  }
  return spans.map(sampleSpan);
}

/** The trace of `randomSpans`, with the clocks as they are. */
export function randomTrace(count: number, seed: number, pick?: PickParent): Trace {
  return traceOfSpans(randomSpans(count, seed, pick), { adjustClocks: false });
}
