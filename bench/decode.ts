/**
 * Decoding 50,000 series: our reader against `JSON.parse` of the same text, and the longest that it keeps the event
 * loop. Counted in processor time of this thread, so that what else the machine does is not measured.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { readResult } from '@/lib/prometheus/response';
import { type Figure, median } from './figure';

const ROWS = 50_000;
const RUNS = 9;
const CHUNK_BYTES = 64 * 1024;
const LABELS = [
  ...[
    'reporter',
    'request_protocol',
    'response_code',
    'response_flags',
    'source_workload',
    'source_workload_namespace',
  ],
  ...[
    'destination_workload',
    'destination_workload_namespace',
    'destination_service',
    'destination_service_name',
  ],
];

export async function benchDecode(onFigure: (figure: Figure) => void): Promise<void> {
  const text = vector();
  const bytes = Buffer.from(text);
  const parsing: number[] = [];
  const reading: number[] = [];
  const blocks: number[] = [];
  for (let run = -2; run < RUNS; run += 1) {
    collectGarbage();
    const parseMs = parse(bytes);
    collectGarbage();
    const { ms, longestMs } = await read(chunksOf(bytes));
    if (run < 0) continue;
    parsing.push(parseMs);
    reading.push(ms);
    blocks.push(longestMs);
  }
  const size = `${(bytes.length / 1e6).toFixed(0)} MB`;
  onFigure({
    name: `decode of ${ROWS.toLocaleString('en')} series / JSON.parse of the same bytes`,
    value: median(reading.map((ms, run) => ms / (parsing[run] ?? Number.NaN))),
    unit: '×',
    goal: 1.15,
    note: `${median(reading).toFixed(0)} ms against ${median(parsing).toFixed(0)} ms of processor time, ${size}`,
  });
  onFigure({
    name: '… the longest that it keeps the event loop',
    value: median(blocks),
    unit: 'ms',
    goal: 5,
    note: `most ${Math.max(...blocks).toFixed(1)} ms of ${RUNS}; JSON.parse keeps it all the time`,
  });
}

function parse(bytes: Buffer): number {
  const start = cpuMs();
  const parsed = JSON.parse(bytes.toString()) as { data: { result: unknown[] } };
  const ms = cpuMs() - start;
  if (parsed.data.result.length !== ROWS) throw new Error('The text is not what was meant.');
  return ms;
}

async function read(chunks: readonly Buffer[]): Promise<{ ms: number; longestMs: number }> {
  let longestMs = 0;
  let rows = 0;
  let reading = true;
  const start = cpuMs();
  let turn = start;
  const tick = () => {
    const now = cpuMs();
    longestMs = Math.max(longestMs, now - turn);
    turn = now;
    if (reading) setImmediate(tick);
  };
  setImmediate(tick);
  const text = (chunks[0] ?? Buffer.alloc(0)).toString('latin1', 0, 1024);
  const answer = { status: 200, contentType: 'application/json', location: null, text, chunks };
  await readResult(answer, 'the benchmark', () => {
    rows += 1;
  });
  tick();
  reading = false;
  if (rows !== ROWS) throw new Error(`${rows} rows were read.`);
  return { ms: cpuMs() - start, longestMs };
}

/** Before each side, so that neither pays for what the other has left behind. */
const collectGarbage: () => void = (() => {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
})();

/** Processor time of this thread, milliseconds. */
function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

function chunksOf(bytes: Buffer): Buffer[] {
  const count = Math.ceil(bytes.length / CHUNK_BYTES);
  return Array.from({ length: count }, (_, at) => bytes.subarray(at * CHUNK_BYTES, (at + 1) * CHUNK_BYTES));
}

function vector(): string {
  const rows = Array.from({ length: ROWS }, (_, at) => {
    const labels = LABELS.map((name, index) => [
      name,
      index % 2 === 0 ? `service-${at % 997}-v${index}` : `team-${at % 41}`,
    ]);
    return `{"metric":${JSON.stringify({ ...Object.fromEntries(labels), pod: `pod-${at}` })},"value":[1700000000.5,"${at / 7}"]}`;
  });
  return `{"status":"success","data":{"resultType":"vector","result":[${rows.join(',')}]}}`;
}
