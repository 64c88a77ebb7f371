/** What the keys of the trace page do. */
import type { TraceCommand } from './keys';
import { limitedRange, pannedRange, zoomedRange } from './timeline-scale';
import type { TraceModel } from './trace-model';
import { SEARCH_FIELD } from './trace-search-field';
import type { TraceState } from './use-trace-state';
import { lineOf, rowLine } from './waterfall/lines';

const PAGE_LINES = 20;
/** Part of the range by which a key moves it. */
const PAN_SHARE = 0.25;

type Commands = Readonly<Record<TraceCommand, (model: TraceModel, state: TraceState) => boolean>>;

/** What keys do in every view. */
const ANYWHERE: ReadonlySet<TraceCommand> = new Set(['search', 'next-match', 'previous-match', 'close']);

/** Whether the command did something: then the key is used up. */
export function runCommand(command: TraceCommand, model: TraceModel, state: TraceState): boolean {
  if (state.view !== 'waterfall' && !ANYWHERE.has(command)) return false;
  return COMMANDS[command](model, state);
}

const COMMANDS: Commands = {
  next: (_, state) => move(state, 1),
  previous: (_, state) => move(state, -1),
  'page-next': (_, state) => move(state, PAGE_LINES),
  'page-previous': (_, state) => move(state, -PAGE_LINES),
  first: (_, state) => move(state, -state.lines.count),
  last: (_, state) => move(state, state.lines.count),
  open: (model, state) => open(model, state),
  fold: (model, state) => fold(model, state),
  'open-subtree': (_, state) => subtree(state, true),
  'fold-subtree': (_, state) => subtree(state, false),
  'fold-level': (_, state) => done(state.foldLevel(-1)),
  'unfold-level': (_, state) => done(state.foldLevel(1)),
  'fold-all': (_, state) => done(state.foldAll()),
  'unfold-all': (_, state) => done(state.unfoldAll()),
  search: () => {
    const field = document.getElementsByName(SEARCH_FIELD)[0];
    field?.focus();
    return field !== undefined;
  },
  'next-match': (_, state) => done(state.toMatch(1)),
  'previous-match': (_, state) => done(state.toMatch(-1)),
  locate: (_, state) => done(state.locateMatches()),
  'zoom-in': (model, state) => zoom(model, state, 0.5),
  'zoom-out': (model, state) => zoom(model, state, 2),
  'zoom-reset': (_, state) => done(state.setRange(null)),
  'zoom-span': ({ trace }, state) => {
    if (state.selected === null) return false;
    const fromUs = (trace.startNs[state.selected] ?? 0) / 1000;
    const length = (trace.durationNs[state.selected] ?? 0) / 1000;
    // A little of what is before and after it, so that its ends are seen.
    const range = { fromUs: fromUs - length * 0.05, toUs: fromUs + length * 1.05 };
    return done(state.setRange(limitedRange(range, trace.totalNs / 1000)));
  },
  'pan-back': (model, state) => pan(model, state, -PAN_SHARE),
  'pan-forth': (model, state) => pan(model, state, PAN_SHARE),
  path: (_, state) => done(state.setShowPath(!state.showPath)),
  details: (_, state) => done(state.setDetails(state.details === 'side' ? 'inline' : 'side')),
  close: (_, state) => {
    if (state.selected === null) return false;
    return done(state.select(null));
  },
};

function done(_result: unknown): true {
  return true;
}

function move({ lines, selected, select }: TraceState, step: number): boolean {
  const direction = step > 0 ? 1 : -1;
  const from = selected === null ? (step > 0 ? -1 : lines.count) : lineOf(lines, selected);
  const to = Math.min(lines.count - 1, Math.max(0, from + step));
  const line = rowLine(lines, to, direction) ?? rowLine(lines, to, direction === 1 ? -1 : 1);
  if (line !== null) select(lines.row[line] ?? 0);
  return true;
}

/** The line of the span in focus: its first row, whether it is a pair, whether it is folded. */
function focused({ lines, selected, halves, folded }: TraceState) {
  if (selected === null) return null;
  const row = lines.row[lineOf(lines, selected)] ?? selected;
  const isPair = halves?.[row + 1] === 1;
  return { row, rows: isPair ? 2 : 1, isFolded: folded[row] === 1 || (isPair && folded[row + 1] === 1) };
}

function open({ trace }: TraceModel, state: TraceState): boolean {
  const at = focused(state);
  if (at === null || (trace.size[at.row] ?? 1) <= at.rows) return false;
  if (at.isFolded) state.toggle(at.row);
  else state.select(at.row + at.rows);
  return true;
}

function fold({ trace }: TraceModel, state: TraceState): boolean {
  const at = focused(state);
  if (at === null) return false;
  const parent = trace.parent[at.row] ?? -1;
  if ((trace.size[at.row] ?? 1) > at.rows && !at.isFolded) state.toggle(at.row);
  else if (parent >= 0) state.select(state.lines.row[lineOf(state.lines, parent)] ?? parent);
  return true;
}

function subtree(state: TraceState, opens: boolean): boolean {
  const at = focused(state);
  if (at === null) return false;
  state.foldSubtree(at.row, !opens);
  return true;
}

function zoom({ trace }: TraceModel, { range, setRange }: TraceState, factor: number): boolean {
  return done(setRange(zoomedRange(range, (range.fromUs + range.toUs) / 2, factor, trace.totalNs / 1000)));
}

function pan({ trace }: TraceModel, { range, setRange }: TraceState, share: number): boolean {
  return done(setRange(pannedRange(range, (range.toUs - range.fromUs) * share, trace.totalNs / 1000)));
}
