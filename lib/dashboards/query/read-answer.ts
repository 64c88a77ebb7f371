/** Reads the answer of `POST /api/query` by hand: a page of charts holds more points than a schema checks in time. */
import type { AnswerSeries } from '@/lib/dashboards/frames/from-answer';
import { numberFromWire, type WireValue } from './contract';

/** What became of one query. */
export type QueryOutcome =
  | {
      readonly kind: 'series';
      readonly series: readonly AnswerSeries[];
      /** More than in `series` where the server left some out. */
      readonly found: number;
      readonly warnings: readonly string[];
      readonly seconds: number;
    }
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'failed';
      readonly code: string;
      readonly message: string;
      readonly hint: string | null;
    };

/** In the form of a contract of `fetchAnswer`: outcomes by the keys of their queries. */
export const queriesAnswerReader = {
  safeParse(value: unknown) {
    try {
      return { success: true as const, data: outcomesOf(value) };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { success: false as const, error: { issues: [{ path: ['results'], message }] } };
    }
  },
};

/** The same of one line of an answer in lines: the key of its query, and its outcome. */
export const queryLineReader = {
  safeParse(value: unknown) {
    const result = isRecord(value) ? value.result : undefined;
    try {
      if (!isRecord(result) || typeof result.key !== 'string') throw new Error('expected keys');
      return { success: true as const, data: { key: result.key, outcome: outcomeOf(result) } };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { success: false as const, error: { issues: [{ path: ['result'], message }] } };
    }
  },
};

/** The line that ends such an answer. */
export const queriesEndReader = {
  safeParse(value: unknown) {
    return isRecord(value) && typeof value.answered === 'number'
      ? { success: true as const, data: value.answered }
      : {
          success: false as const,
          error: { issues: [{ path: ['answered'], message: 'expected a number' }] },
        };
  },
};

function outcomesOf(value: unknown): ReadonlyMap<string, QueryOutcome> {
  const results = isRecord(value) ? value.results : undefined;
  if (!Array.isArray(results)) throw new Error('expected a list');
  return new Map(
    results.map((result: unknown) => {
      if (!isRecord(result) || typeof result.key !== 'string') throw new Error('expected keys');
      return [result.key, outcomeOf(result)];
    }),
  );
}

function outcomeOf(result: Readonly<Record<string, unknown>>): QueryOutcome {
  const { kind, series, found, warnings, infos, seconds } = result;
  if (kind === 'text') return { kind, text: String(result.text) };
  if (kind === 'failed') {
    const hint = typeof result.hint === 'string' ? result.hint : null;
    return { kind, code: String(result.code), message: String(result.message), hint };
  }
  if (kind !== 'series' || !Array.isArray(series)) throw new Error('expected series');
  return {
    kind,
    series: series.map(seriesOf),
    found: Number(found),
    warnings: [...texts(warnings), ...texts(infos)],
    seconds: Number(seconds),
  };
}

function seriesOf(value: unknown): AnswerSeries {
  if (!isRecord(value) || !isRecord(value.labels) || !Array.isArray(value.points)) {
    throw new Error('expected labels and points');
  }
  return {
    labels: value.labels as Record<string, string>,
    points: value.points.map(([at, figure]: [number, WireValue]) => [at, numberFromWire(figure)] as const),
  };
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
