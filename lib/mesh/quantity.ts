/**
 * How a number is written on screen: three significant digits, its unit beside it.
 * Only here are numbers rounded; everything before keeps full precision.
 */

/**
 * What the number is: `rps` requests per second; `share` a fraction of 1 (shown as %); `ms` and `us` a duration in
 * milliseconds or microseconds; `bytesPerSecond` and `bytes` (decimal: 1 KB = 1,000 B); `count` things, shown whole;
 * `number` a figure whose unit is not known;
 * `messages` of gRPC and TCP `connections` opened, both per second.
 */
export type QuantityUnit =
  | 'rps'
  | 'share'
  | 'ms'
  | 'us'
  | 'bytesPerSecond'
  | 'bytes'
  | 'count'
  | 'number'
  | 'messages'
  | 'connections';

export interface WrittenQuantity {
  /** The number alone: `12.4`, `–` where there is none. */
  readonly text: string;
  /** What stands beside it in muted text; '' for counts and for a missing number. */
  readonly unit: string;
  /** The unrounded value with its base unit, for tooltips; 'no value' for a missing number. */
  readonly exact: string;
}

export interface QuantityOptions {
  /** A fixed number of decimals in place of three significant digits, for the cells of one column. */
  readonly decimals?: number;
}

interface Scale {
  /** From this magnitude on (in the base unit, after rounding). */
  readonly from: number;
  readonly divisor: number;
  readonly unit: string;
}

const DURATION_US: readonly Scale[] = [
  { from: 0, divisor: 1, unit: 'µs' },
  { from: 1e3, divisor: 1e3, unit: 'ms' },
  { from: 1e6, divisor: 1e6, unit: 's' },
  // Seconds are read more easily than fractions of a minute up to two of them.
  { from: 120e6, divisor: 60e6, unit: 'min' },
  { from: 7200e6, divisor: 3600e6, unit: 'h' },
];

const BYTES: readonly Scale[] = [
  { from: 0, divisor: 1, unit: 'B' },
  { from: 1e3, divisor: 1e3, unit: 'KB' },
  { from: 1e6, divisor: 1e6, unit: 'MB' },
  { from: 1e9, divisor: 1e9, unit: 'GB' },
  { from: 1e12, divisor: 1e12, unit: 'TB' },
];

const SCALES: Record<QuantityUnit, readonly Scale[]> = {
  rps: [
    { from: 0, divisor: 1, unit: 'rps' },
    { from: 1e4, divisor: 1e3, unit: 'k rps' },
    { from: 1e6, divisor: 1e6, unit: 'M rps' },
  ],
  share: [{ from: 0, divisor: 0.01, unit: '%' }],
  // Below one millisecond the reader still compares with milliseconds.
  ms: [{ from: 0, divisor: 1, unit: 'ms' }, ...DURATION_US.slice(2).map((scale) => perThousand(scale))],
  us: DURATION_US,
  bytesPerSecond: BYTES.map((scale) => ({ ...scale, unit: `${scale.unit}/s` })),
  bytes: BYTES,
  count: [{ from: 0, divisor: 1, unit: '' }],
  number: [
    { from: 0, divisor: 1, unit: '' },
    { from: 1e6, divisor: 1e6, unit: 'M' },
    { from: 1e9, divisor: 1e9, unit: 'G' },
    { from: 1e12, divisor: 1e12, unit: 'T' },
  ],
  messages: [
    { from: 0, divisor: 1, unit: 'msg/s' },
    { from: 1e4, divisor: 1e3, unit: 'k msg/s' },
    { from: 1e6, divisor: 1e6, unit: 'M msg/s' },
  ],
  connections: [{ from: 0, divisor: 1, unit: 'conn/s' }],
};

const EXACT_UNITS: Record<QuantityUnit, string> = {
  rps: ' rps',
  share: ' %',
  ms: ' ms',
  us: ' µs',
  bytesPerSecond: ' B/s',
  bytes: ' B',
  count: '',
  number: '',
  messages: ' msg/s',
  connections: ' conn/s',
};

const DASH = '–';
const MINUS = '−';
/** Below this a plain decimal is longer than it is readable. */
const SMALLEST_PLAIN = 1e-7;
/** Kept: `toLocaleString` makes one for each number, which is most of the time that thousands of them take. */
const EXACT = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 15, maximumFractionDigits: 20 });

/** A number for the screen. `null` and NaN are missing (`–`), never 0; infinity is `∞`. */
export function quantity(
  value: number | null,
  unit: QuantityUnit,
  options: QuantityOptions = {},
): WrittenQuantity {
  if (value === null || Number.isNaN(value)) return { text: DASH, unit: '', exact: 'no value' };
  const sign = value < 0 ? MINUS : '';
  const magnitude = Math.abs(value);
  if (!Number.isFinite(value)) {
    return { text: `${sign}∞`, unit: smallest(unit).unit, exact: `${sign}∞${EXACT_UNITS[unit]}` };
  }
  const scale = scaleFor(magnitude, unit);
  const scaled = unit === 'share' ? tidy(magnitude * 100) : magnitude / scale.divisor;
  const text = written(scaled, unit, options.decimals);
  // A value that rounds to nothing has no sign: "−0.00" would claim a direction.
  const signed = /[1-9]/.test(text) ? `${sign}${text}` : text;
  return {
    text: signed,
    unit: scale.unit,
    exact: `${sign}${exactText(magnitude, unit)}${EXACT_UNITS[unit]}`,
  };
}

/** Text and unit as one string, for titles, labels and places without markup: `12.4 rps`. */
export function quantityText(
  value: number | null,
  unit: QuantityUnit,
  options: QuantityOptions = {},
): string {
  const parts = quantity(value, unit, options);
  return parts.unit === '' ? parts.text : `${parts.text} ${parts.unit}`;
}

/** The decimals that give the column's largest value three significant digits, at most three. */
export function columnDecimals(values: readonly (number | null)[]): number {
  const known = values.filter((value): value is number => value !== null && Number.isFinite(value));
  const largest = Math.max(0, ...known.map((value) => Math.abs(value)));
  if (largest === 0) return 0;
  return Math.min(3, Math.max(0, 2 - Math.floor(Math.log10(largest))));
}

function written(scaled: number, unit: QuantityUnit, decimals: number | undefined): string {
  if (decimals !== undefined) return grouped(scaled.toFixed(decimals));
  if ((unit === 'count' || unit === 'number') && Number.isInteger(scaled)) return grouped(String(scaled));
  if (unit === 'share' && scaled < 100 && threeDigits(scaled) === '100') return nearlyAll(scaled);
  return threeDigits(scaled);
}

/** Three significant digits; trailing zeros only where they say something (`3.10`, but `0.004`). */
function threeDigits(value: number): string {
  if (value === 0) return '0';
  if (value < SMALLEST_PLAIN) return value.toExponential(1).replace('e-', `e${MINUS}`);
  const rounded = Number(value.toPrecision(3));
  const decimals = Math.max(0, 2 - Math.floor(Math.log10(rounded)));
  const text = rounded.toFixed(decimals);
  return rounded < 1 ? text.replace(/0+$/, '') : grouped(text);
}

/** A share just under the whole must not read 100 %: digits are added until it differs. */
function nearlyAll(percent: number): string {
  for (let decimals = 2; decimals <= 4; decimals += 1) {
    const text = percent.toFixed(decimals);
    if (Number(text) < 100) return text;
  }
  return '99.9999';
}

/** The scale whose threshold the value reaches after rounding, so that 999.6 ms is written as 1.00 s. */
function scaleFor(magnitude: number, unit: QuantityUnit): Scale {
  const rounded = Number(magnitude.toPrecision(3));
  let chosen = smallest(unit);
  for (const scale of SCALES[unit]) if (rounded >= scale.from) chosen = scale;
  return chosen;
}

function smallest(unit: QuantityUnit): Scale {
  return SCALES[unit][0] ?? { from: 0, divisor: 1, unit: '' };
}

function perThousand(scale: Scale): Scale {
  return { from: scale.from / 1e3, divisor: scale.divisor / 1e3, unit: scale.unit };
}

/** 0.07 × 100 is 7.000000000000001 in binary: the digits that the multiplication made up are cut off. */
function tidy(value: number): number {
  return Number(value.toPrecision(15));
}

function exactText(magnitude: number, unit: QuantityUnit): string {
  const value = unit === 'share' ? tidy(magnitude * 100) : magnitude;
  if (value !== 0 && value < 1e-12) return value.toExponential();
  return EXACT.format(value);
}

/** Thousands separators in the whole part. */
function grouped(text: string): string {
  const [whole = '', fraction] = text.split('.');
  const separated = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? separated : `${separated}.${fraction}`;
}
