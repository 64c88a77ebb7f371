/** Changes in words and figures: pills, list, legend and panels say the same. Pure. */
import type { LabelPart } from '@/components/graph/lines/edge-label';
import type { Change, ChangeKind, MomentFigures } from '@/lib/graph/compare/change';
import { type QuantityUnit, quantity, quantityText } from '@/lib/mesh/quantity';

export const CHANGE_NAMES: Readonly<Record<ChangeKind, string>> = {
  moreErrors: 'more errors',
  slower: 'slower',
  new: 'new',
  gone: 'gone',
  fewerErrors: 'fewer errors',
  faster: 'faster',
  moreTraffic: 'more traffic',
  lessTraffic: 'less traffic',
  unknown: 'unknown',
  same: 'same',
};

/** Colour of a change: meaning, never alone (icon, pattern and words go with it). */
export type ChangeTone = 'failing' | 'degraded' | 'healthy' | 'accent' | 'plain';

export const CHANGE_TONES: Readonly<Record<ChangeKind, ChangeTone>> = {
  moreErrors: 'failing',
  slower: 'degraded',
  new: 'accent',
  gone: 'plain',
  fewerErrors: 'healthy',
  faster: 'healthy',
  moreTraffic: 'plain',
  lessTraffic: 'plain',
  unknown: 'plain',
  same: 'plain',
};

/** The figure that a kind of change is about. */
export interface ChangeMeasure {
  readonly name: 'errors' | 'p95' | 'rate' | 'bytes';
  readonly unit: QuantityUnit;
  readonly before: number | null;
  readonly after: number | null;
}

export function changeMeasure({
  kinds: [kind],
  before,
  after,
}: Pick<Change, 'kinds' | 'before' | 'after'>): ChangeMeasure {
  const of = (
    name: ChangeMeasure['name'],
    unit: QuantityUnit,
    field: keyof MomentFigures,
  ): ChangeMeasure => ({
    name,
    unit,
    before: before?.[field] ?? null,
    after: after?.[field] ?? null,
  });
  if (kind === 'moreErrors' || kind === 'fewerErrors') return of('errors', 'share', 'errorShare');
  if (kind === 'slower' || kind === 'faster') return of('p95', 'ms', 'p95Ms');
  const isTcp = (before?.requestsPerSecond ?? null) === null && (after?.requestsPerSecond ?? null) === null;
  return isTcp ? of('bytes', 'bytesPerSecond', 'bytesPerSecond') : of('rate', 'rps', 'requestsPerSecond');
}

/** `+122 ms`, `+37.9 pt`, `new`, `gone`, `−12 %`; '' for what stayed. */
export function changeDelta(change: Pick<Change, 'kinds' | 'before' | 'after'>): LabelPart | null {
  const [kind] = change.kinds;
  if (kind === 'same' || kind === 'unknown') return null;
  const tone = CHANGE_TONES[kind];
  if (kind === 'new' || kind === 'gone') return { text: CHANGE_NAMES[kind], unit: '', tone };
  const { name, unit, before, after } = changeMeasure(change);
  if (before === null || after === null) return null;
  if (name === 'rate' || name === 'bytes') {
    const times = after / before;
    return times >= 10
      ? { text: `×${quantity(times, 'count').text}`, unit: name, tone }
      : { text: signed(times - 1, 'share'), unit: `% ${name}`, tone };
  }
  // A difference of shares is points: "+37.9 %" would be read as a ratio.
  if (name === 'errors') return { text: signed(after - before, 'share'), unit: 'pt', tone };
  return { text: signed(after - before, unit), unit: quantity(Math.abs(after - before), unit).unit, tone };
}

/** `errors 0.2 → 38.1 %`, `rate none → 0.17 rps`. */
export function changeFigures(change: Pick<Change, 'kinds' | 'before' | 'after'>): string {
  const { name, unit, before, after } = changeMeasure(change);
  const text = (value: number | null) => (value === null ? 'none' : quantityText(value, unit));
  const [was, is] = [text(before), text(after)];
  const unitOf = (value: number | null) => (value === null ? '' : ` ${quantity(value, unit).unit}`);
  // The unit stands once where both have the same.
  const first =
    before !== null && after !== null && unitOf(before) === unitOf(after)
      ? was.slice(0, was.length - unitOf(before).length)
      : was;
  return `${name} ${first} → ${is}`;
}

function signed(value: number, unit: QuantityUnit): string {
  const { text } = quantity(value, unit);
  return value > 0 ? `+${text}` : text;
}

/** The thresholds in a few words: `25 % rate, 1 pt errors, 20 ms and 20 % p95`. */
export function thresholdWords(thresholds: {
  readonly rateShare: number;
  readonly errorPoints: number;
  readonly latencyMs: number;
  readonly latencyShare: number;
}): string {
  const percent = (share: number) => `${Number((share * 100).toPrecision(3))} %`;
  return `${percent(thresholds.rateShare)} rate · ${Number((thresholds.errorPoints * 100).toPrecision(3))} pt · ${thresholds.latencyMs} ms`;
}
