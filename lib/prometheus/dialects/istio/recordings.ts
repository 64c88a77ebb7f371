/** Which recorded windows a store has: told by two series of each group of rules, looked for seldom where there are none. */
import 'server-only';
import type { PrometheusClient, ReadSample } from '@/lib/prometheus/client';
import { duration, equal, oneOf, selector, selectorOf } from '@/lib/prometheus/promql';
import { type RecordedForm, RULES_FORMAT, recordedName, type slots } from './recorded';

/** The newest evaluation of one group of rules, as of an instant. */
export interface Recording {
  readonly form: RecordedForm;
  /** As it stands in the names of the recorded series: `5m`. */
  readonly window: string;
  readonly seconds: number;
  /** When it was evaluated: recorded series have a sample at this very instant. */
  readonly atSeconds: number;
  /** Where the window ends that it recorded. */
  readonly endSeconds: number;
  /** The scrape interval that increases were recorded for. */
  readonly scrapeSeconds: number | null;
}

/** Groups that are evaluated hourly are found too. */
const LOOK_BACK_SECONDS = 4500;
/** Rules are seldom loaded; a store without them is asked again after a minute. */
const FORGET_ABSENCE_MS = 60_000;

const absentUntilMs = new WeakMap<PrometheusClient, number>();

interface Row {
  readonly kind: 'at' | 'end';
  readonly key: string;
  readonly recording: Omit<Recording, 'atSeconds' | 'endSeconds'>;
  readonly value: number;
}

/** What was recorded last as of the instant, one for each form and window. Never throws: without an answer there is none. */
export async function recordings(client: PrometheusClient, atSeconds: number): Promise<readonly Recording[]> {
  if ((absentUntilMs.get(client) ?? 0) > Date.now()) return [];
  const kept = client.labelMatchers.map(({ name }) => name).sort();
  const told = [
    oneOf('__name__', [recordedName.at, recordedName.end]),
    equal('format', RULES_FORMAT),
    equal('kept', kept.join(',')),
  ];
  const query = `last_over_time(${selectorOf(told)}[${duration(LOOK_BACK_SECONDS)}])`;
  const rows = await client.instant(query, { atSeconds, read: readRow }).then(
    (answer) => answer.rows,
    () => [],
  );
  if (rows.length === 0) absentUntilMs.set(client, Date.now() + FORGET_ABSENCE_MS);
  const ends = new Map(rows.filter(({ kind }) => kind === 'end').map((row) => [row.key, row.value]));
  return rows.flatMap(({ kind, key, recording, value }) => {
    const endSeconds = ends.get(key);
    return kind === 'at' && endSeconds !== undefined ? [{ ...recording, atSeconds: value, endSeconds }] : [];
  });
}

const readRow: ReadSample<Row> = (labels, value) => {
  const { form, window = '', window_seconds = '', scrape_seconds } = labels;
  if (form !== 'rate' && form !== 'increase' && form !== 'quantile') return null;
  return {
    kind: labels.__name__ === recordedName.at ? 'at' : 'end',
    key: `${form} ${window}`,
    recording: {
      form,
      window,
      seconds: Number(window_seconds),
      scrapeSeconds: scrape_seconds === undefined ? null : Number(scrape_seconds),
    },
    value,
  };
};

/** Of this form and length. */
export function newest(known: readonly Recording[], form: RecordedForm, seconds: number): Recording | null {
  return known.find((one) => one.form === form && one.seconds === seconds) ?? null;
}

/** Whether every slot of the span that ends at the instant was recorded. */
export async function slotsWithin(
  client: PrometheusClient,
  slot: (typeof slots)[number],
  atSeconds: number,
  spanSeconds: number,
): Promise<boolean> {
  const told = [equal('form', 'increase'), equal('window', slot.window), equal('format', RULES_FORMAT)];
  // One second short, so that a slot at the very beginning, which ends there, is not counted.
  const query = `max(count_over_time(${selector(recordedName.end, told)}[${duration(spanSeconds - 1)}]))`;
  const { rows } = await client.instant(query, { atSeconds, read: readCount }).catch(() => ({ rows: [] }));
  return rows[0] === spanSeconds / slot.seconds;
}

const readCount: ReadSample<number> = (_labels, value) => value;
