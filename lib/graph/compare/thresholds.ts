/** How much must differ before it is called a change, so that noise is not news. */

export interface ChangeThresholds {
  /** Of the rate before: 0.25 = a quarter more, or a quarter less. */
  readonly rateShare: number;
  /** Of all requests, as a difference: 0.01 = one percentage point. */
  readonly errorPoints: number;
  /** p95 must differ by this much … */
  readonly latencyMs: number;
  /** … and by this share of what it was. */
  readonly latencyShare: number;
  /** Requests that each window must hold before its errors and latency are judged: one of two is no error rate. */
  readonly leastRequests: number;
}

export const DEFAULT_CHANGE_THRESHOLDS: ChangeThresholds = {
  rateShare: 0.25,
  errorPoints: 0.01,
  latencyMs: 20,
  latencyShare: 0.2,
  leastRequests: 20,
};

type Field = keyof ChangeThresholds;

/** The order in which an address names them. */
const FIELDS: readonly Field[] = ['rateShare', 'errorPoints', 'latencyMs', 'latencyShare', 'leastRequests'];

const MOST: ChangeThresholds = {
  rateShare: 100,
  errorPoints: 1,
  latencyMs: 600_000,
  latencyShare: 100,
  leastRequests: 1_000_000,
};

/** `0.25,0.01,20,0.2,20`, for the page's address. */
export function thresholdsText(thresholds: ChangeThresholds): string {
  return FIELDS.map((field) => thresholds[field]).join(',');
}

/** null where the text is no such list of figures within their bounds. */
export function thresholdsOfText(text: string): ChangeThresholds | null {
  const values = text.split(',');
  if (values.length !== FIELDS.length) return null;
  const read = { ...DEFAULT_CHANGE_THRESHOLDS } as Record<Field, number>;
  for (const [index, field] of FIELDS.entries()) {
    const written = values[index] ?? '';
    const value = Number(written);
    if (!/^\d{1,9}(\.\d{1,6})?$/.test(written) || value > MOST[field]) return null;
    read[field] = value;
  }
  return read;
}
