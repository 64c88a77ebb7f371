/**
 * Clocks that are off, adjusted as Jaeger does (internal/adjuster/clockskew.go): where a span comes from another host than
 * its parent and does not fit into it, the span and all of its host below it are moved so that it lies in the middle of
 * its parent. A span that lasts longer than its parent is only kept from starting before it.
 * Two cases that Jaeger moves are left alone, as no clock is off there: spans of one process, which has one clock
 * whether or not it names its host, and work that the parent does not wait for, which may well start after its end.
 */
import type { Attributes } from './span';
import { ASYNCHRONOUS } from './trace';

/** In the order of Jaeger; `ip` is what its version 1 compared. */
const HOST_KEYS = ['host.id', 'host.ip', 'host.name', 'ip'];

/** What says on which host a process ran; '' where nothing does. */
export function hostOf(resource: Attributes): string {
  for (const key of HOST_KEYS) {
    const value = resource[key];
    const first: unknown = Array.isArray(value) ? value[0] : value;
    if (first !== undefined && first !== null && first !== '') return `${key}=${String(first)}`;
  }
  return '';
}

export interface SkewInput {
  /** Positions, parents before their children. */
  readonly order: Int32Array;
  readonly parent: Int32Array;
  readonly flags: Uint16Array;
  readonly startNs: Float64Array;
  readonly durationNs: Float64Array;
  /** Position in `resources`. */
  readonly resource: Int32Array;
  readonly resources: readonly Attributes[];
}

/** What is to be added to the start of each span, by position; null where every span fits. */
export function clockSkew(input: SkewInput): Float64Array<ArrayBuffer> | null {
  const { order, parent, startNs, resource } = input;
  const clocks = clocksOf(input.resources);
  // Most traces of one host end here: nothing in them was measured by two clocks.
  if (clocks.every((clock) => clock === clocks[0])) return null;
  const skewNs = new Float64Array(order.length);
  let isAny = false;
  for (let place = 0; place < order.length; place += 1) {
    const at = order[place] ?? 0;
    const above = parent[at] ?? -1;
    if (above < 0) continue;
    const inherited = skewNs[above] ?? 0;
    const sameClock = clocks[resource[at] ?? -1] === clocks[resource[above] ?? -1];
    const skew = sameClock ? inherited : skewOf(input, at, above, (startNs[above] ?? 0) + inherited);
    if (skew === 0) continue;
    skewNs[at] = skew;
    isAny = true;
  }
  return isAny ? skewNs : null;
}

/** A number for the clock of each resource: processes of one host share one, a process without a host has its own. */
function clocksOf(resources: readonly Attributes[]): Int32Array {
  const byHost = new Map<string, number>();
  return Int32Array.from(resources, (attributes, resource) => {
    const host = hostOf(attributes);
    const clock = byHost.get(host) ?? resource;
    if (host !== '') byHost.set(host, clock);
    return clock;
  });
}

function skewOf(input: SkewInput, at: number, above: number, parentStart: number): number {
  const start = input.startNs[at] ?? 0;
  const duration = input.durationNs[at] ?? 0;
  const parentDuration = input.durationNs[above] ?? 0;
  if (duration > parentDuration || ((input.flags[at] ?? 0) & ASYNCHRONOUS) !== 0) {
    return Math.max(0, parentStart - start);
  }
  const fits = start >= parentStart && start + duration <= parentStart + parentDuration;
  // The way there and the way back are taken to be equally long.
  return fits ? 0 : parentStart + Math.floor((parentDuration - duration) / 2) - start;
}
