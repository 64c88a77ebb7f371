/**
 * Axes as numbers: which span a chart shows and where its lines stand.
 * The same functions place the drawing and the cursor, so that both agree to the pixel.
 */

export interface Axis {
  readonly scale: 'linear' | 'log';
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly number[];
}

const STEPS = [1, 2, 2.5, 5, 10] as const;
const INTERVALS_SECONDS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 604800,
] as const;

/** The next round step at or above `raw`: 1, 2, 2.5 or 5 times a power of ten. */
function roundStep(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(raw));
  const factor = STEPS.find((step) => step * power >= raw * 0.999999) ?? 10;
  return factor * power;
}

/** A linear axis with at most five lines; it starts at zero unless all values stand in a narrow band far above it. */
export function linearAxis(values: readonly number[], options: { readonly fromZero?: boolean } = {}): Axis {
  const finite = values.filter(Number.isFinite);
  const highest = Math.max(0, ...finite);
  const lowest = Math.min(highest, ...finite);
  if (highest === 0 && lowest === 0) return { scale: 'linear', min: 0, max: 1, ticks: [0, 1] };
  const narrow = lowest > 0 && highest - lowest < highest * 0.1 && options.fromZero === false;
  const base = lowest < 0 || narrow ? lowest : 0;
  const span = highest - base || highest * 0.02;
  const step = roundStep(span / 3);
  const lines = { from: Math.floor(base / step + 1e-9), to: Math.ceil(highest / step - 1e-9) };
  // A value that never changes stands in the middle, and an axis spans something.
  const isFlat = lines.to <= lines.from;
  const min = (lines.from - (isFlat ? 1 : 0)) * step;
  const max = (lines.from + (isFlat ? 1 : lines.to - lines.from)) * step;
  const count = Math.max(1, Math.round((max - min) / step));
  return { scale: 'linear', min, max, ticks: Array.from({ length: count + 1 }, (_, i) => min + i * step) };
}

/** A logarithmic axis with lines at 1 and 3 times powers of ten; zero and below have no place on it. */
export function logAxis(values: readonly number[]): Axis {
  const positive = values.filter((value) => Number.isFinite(value) && value > 0);
  if (positive.length === 0) return { scale: 'log', min: 1, max: 10, ticks: [1, 3, 10] };
  const lowest = Math.min(...positive);
  const highest = Math.max(...positive);
  const marks: number[] = [];
  for (let power = Math.floor(Math.log10(lowest)); power <= Math.ceil(Math.log10(highest)); power += 1) {
    marks.push(tidyPower(1, power), tidyPower(3, power));
  }
  const below = marks.filter((mark) => mark <= lowest).at(-1) ?? tidyPower(1, Math.floor(Math.log10(lowest)));
  const above =
    marks.find((mark) => mark >= highest && mark > below) ?? tidyPower(3, Math.ceil(Math.log10(highest)));
  const inside = marks.filter((mark) => mark >= below && mark <= above);
  // More than five lines are a grid to look at, not a scale to read: keep the powers of ten.
  const ticks =
    inside.length > 5 ? inside.filter((mark) => isPower(mark) || mark === below || mark === above) : inside;
  return { scale: 'log', min: below, max: above, ticks };
}

function tidyPower(factor: number, power: number): number {
  return Number((factor * 10 ** power).toPrecision(6));
}

function isPower(value: number): boolean {
  return Math.abs(Math.log10(value) - Math.round(Math.log10(value))) < 1e-9;
}

/** Where a value stands between bottom (0) and top (1); null where the axis has no place for it. */
export function axisShare(axis: Axis, value: number): number | null {
  if (!Number.isFinite(value)) return null;
  if (axis.scale === 'linear') return (value - axis.min) / (axis.max - axis.min);
  if (value <= 0) return null;
  return Math.log(value / axis.min) / Math.log(axis.max / axis.min);
}

/** Round instants (Unix seconds) for the foot of a chart, at most `most` of them, aligned to the local clock. */
export function timeTicks(fromSeconds: number, toSeconds: number, most: number): number[] {
  const span = toSeconds - fromSeconds;
  if (!(span > 0) || most < 1) return [];
  const least = leastInterval(span);
  const interval =
    INTERVALS_SECONDS.find((seconds) => seconds >= least && span / seconds <= most) ?? Math.ceil(span / most);
  const offset = interval >= 3600 ? new Date(fromSeconds * 1000).getTimezoneOffset() * 60 : 0;
  const ticks: number[] = [];
  for (
    let at = Math.ceil((fromSeconds - offset) / interval) * interval + offset;
    at <= toSeconds;
    at += interval
  ) {
    ticks.push(at);
  }
  return ticks;
}

/** Ticks that stand closer would carry the same words: `clockLabel` leaves out seconds, and at last the clock. */
function leastInterval(spanSeconds: number): number {
  if (spanSeconds < 300) return 1;
  return spanSeconds > 5 * 86_400 ? 86_400 : 60;
}

/** The clock at an instant as an axis writes it: `14:36`, with seconds below a minute, the day on spans over a day. */
export function clockLabel(seconds: number, spanSeconds: number, withSeconds = false): string {
  const at = new Date(seconds * 1000);
  const two = (part: number) => String(part).padStart(2, '0');
  const clock = `${two(at.getHours())}:${two(at.getMinutes())}`;
  if (withSeconds || spanSeconds < 300) return `${clock}:${two(at.getSeconds())}`;
  if (spanSeconds <= 86_400) return clock;
  const day = `${at.getDate()} ${MONTHS[at.getMonth()] ?? ''}`;
  return spanSeconds > 5 * 86_400 ? day : `${day} ${clock}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
