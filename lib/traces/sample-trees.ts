/** Builds traces in a few words, for tests and benchmarks: hand-made ones, and seeded random ones of any size and shape. */
import type { Span, Trace } from './search';

/** A span with defaults; times in µs from the trace's start, which stands at one second after 1970. */
export function sampleSpan(
  part: Partial<Omit<Span, 'startUs'>> & { spanId: string; startUs?: number },
): Span {
  return {
    traceId: '000000000000001f',
    parentSpanId: null,
    service: 'web',
    name: 'GET /',
    kind: 'server',
    durationUs: 100,
    status: 'unset',
    statusMessage: null,
    attributes: {},
    resource: {},
    events: [],
    links: [],
    warnings: [],
    ...part,
    startUs: (part.startUs ?? 0) + 1e6,
  };
}

export function sampleTrace(...spans: Parameters<typeof sampleSpan>[0][]): Trace {
  return { traceId: '000000000000001f', spans: spans.map(sampleSpan), warnings: [] };
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

/** `count` spans; `pick` chooses a parent among the earlier ones. Children may start before or end after their parents, touch and overlap. */
export function randomTrace(
  count: number,
  seed: number,
  pick: (index: number, random: () => number) => number = (index, random) => Math.floor(random() * index),
): Trace {
  const random = seededRandom(seed);
  const spans: Span[] = [];
  for (let index = 0; index < count; index += 1) {
    const parent = index === 0 ? undefined : spans[pick(index, random)];
    const room = parent?.durationUs ?? 1000 * count;
    const from = parent === undefined ? 0 : parent.startUs - 1e6 + Math.round((random() * 1.2 - 0.1) * room);
    spans.push(
      sampleSpan({
        spanId: (index + 1).toString(16).padStart(16, '0'),
        parentSpanId: parent?.spanId ?? null,
        service: `service-${Math.floor(random() * 12)}`,
        startUs: Math.max(0, from),
        durationUs: Math.round(random() * room),
        kind: random() < 0.1 ? 'consumer' : random() < 0.1 ? 'producer' : 'server',
        status: random() < 0.05 ? 'error' : 'unset',
      }),
    );
  }
  return { traceId: '000000000000001f', spans, warnings: [] };
}
