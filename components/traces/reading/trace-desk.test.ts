import { expect, it } from 'vitest';
import { flameBars } from '@/lib/traces/flame/flame-bars';
import { randomTrace } from '@/lib/traces/model/sample-trace';
import { sampleDocument } from '@/lib/traces/sample-document';
import { TraceDesk } from './trace-desk';

async function opened(desk: TraceDesk) {
  const bytes = await new Response(sampleDocument(randomTrace(300, 5)).body).bytes();
  const reply = await desk.answer({ kind: 'read', chunks: [bytes], adjustClocks: true });
  const [only] = reply.kind === 'traces' ? reply.traces : [];
  return only!;
}

it('answers the same whether or not it was made ready before', async () => {
  const desk = new TraceDesk();
  const { id, trace, self } = await opened(desk);
  const merged = { kind: 'flame', bars: flameBars(trace, self, 'merged') };
  const search = { kind: 'search', id, query: trace.services[0] ?? '' } as const;
  const before = await desk.answer(search);
  expect(await desk.answer({ kind: 'flame', id, by: 'merged' })).toEqual(merged);
  const other = new TraceDesk();
  const again = await opened(other);
  other.prepareSearch();
  other.prepareFlame();
  expect(await other.answer({ ...search, id: again.id })).toEqual(before);
  expect(await other.answer({ kind: 'flame', id: again.id, by: 'merged' })).toEqual(merged);
  expect(await other.answer({ kind: 'flame', id: again.id, by: 'clock' })).toEqual({
    kind: 'flame',
    bars: flameBars(trace, self, 'clock'),
  });
});

it('says that it does not hold a trace instead of guessing', async () => {
  const desk = new TraceDesk();
  expect(await desk.answer({ kind: 'flame', id: 7, by: 'merged' })).toEqual({ kind: 'flame', bars: null });
  expect(await desk.answer({ kind: 'search', id: 7, query: 'x' })).toEqual({ kind: 'rows', rows: null });
});
