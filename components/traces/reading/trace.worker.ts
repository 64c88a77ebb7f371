/** Reads traces beside the page and searches in them, so that the page never waits for either. */
import { buffersOf } from '@/lib/traces/model/trace';
import type { Numbered, TraceQuestion, TraceReply } from './messages';
import { TraceDesk } from './trace-desk';

const desk = new TraceDesk();

self.addEventListener('message', ({ data }: MessageEvent<Numbered<TraceQuestion>>) => {
  void desk.answer(data).then((reply) => {
    tell({ ...reply, request: data.request });
    // One after the other, so that a question waits for one of them at most.
    if (reply.kind === 'traces')
      setTimeout(() => {
        desk.prepareSearch();
        setTimeout(() => desk.prepareFlame());
      });
  });
});

/** The page gets copies of what is held here, and takes the copies' memory over, so that it copies nothing itself. */
function tell(reply: Numbered<TraceReply>): void {
  if (reply.kind === 'traces') {
    const copies = { ...reply, traces: reply.traces.map((trace) => structuredClone(trace)) };
    self.postMessage(copies, { transfer: copies.traces.flatMap((trace) => buffersOf(trace)) });
  } else if (reply.kind === 'flame' && reply.bars !== null) {
    const copy = { ...reply, bars: structuredClone(reply.bars) };
    self.postMessage(copy, { transfer: buffersOf(copy.bars) });
  } else if (reply.kind === 'rows' && reply.rows !== null) {
    self.postMessage(reply, { transfer: [reply.rows.buffer] });
  } else self.postMessage(reply);
}
