/**
 * The demo's clock work: daily and short waves of demand and the incident that comes every two hours. All of it is
 * known in closed form, so a counter can be computed for any instant without walking there.
 * Instants are Unix seconds.
 */
import type { WaveName } from '@/demo/world/behaviour';

export type Phase = 'normal' | 'incident';
export const PHASES: readonly Phase[] = ['normal', 'incident'];
export const WAVES: readonly WaveName[] = ['readers', 'shoppers', 'machines'];

/** The bad release is rolled out every two hours, at ten past, and taken back after 18 minutes. */
export const INCIDENT = { everySeconds: 7200, beginsAtSeconds: 4200, lastsSeconds: 1080 } as const;

/** The number of the incident's cycle at an instant, counted since 1970, and where in it the instant lies. */
export function incidentCycle(seconds: number): { cycle: number; phase: Phase } {
  const cycle = Math.floor(seconds / INCIDENT.everySeconds);
  const into = seconds - cycle * INCIDENT.everySeconds;
  const during = into >= INCIDENT.beginsAtSeconds && into < INCIDENT.beginsAtSeconds + INCIDENT.lastsSeconds;
  return { cycle, phase: during ? 'incident' : 'normal' };
}

interface Swing {
  readonly amplitude: number;
  readonly periodSeconds: number;
  readonly offset: number;
}

const SWINGS: Readonly<Record<WaveName, readonly Swing[]>> = {
  readers: [
    { amplitude: 0.22, periodSeconds: 86_400, offset: -2.1 },
    { amplitude: 0.12, periodSeconds: 1_380, offset: 0.4 },
  ],
  shoppers: [
    { amplitude: 0.26, periodSeconds: 86_400, offset: -2.6 },
    { amplitude: 0.16, periodSeconds: 2_040, offset: 1.7 },
  ],
  machines: [{ amplitude: 0.03, periodSeconds: 900, offset: 0 }],
};

/** Demand at an instant as a factor of the stated rate; its mean is 1. */
export function demand(wave: WaveName, seconds: number): number {
  let factor = 1;
  for (const swing of SWINGS[wave]) {
    factor += swing.amplitude * Math.sin((2 * Math.PI * seconds) / swing.periodSeconds + swing.offset);
  }
  return factor;
}

/** The integral of `demand` over `[from, to]`, in seconds of mean demand. */
export function demandBetween(wave: WaveName, from: number, to: number): number {
  let integral = to - from;
  for (const { amplitude, periodSeconds, offset } of SWINGS[wave]) {
    const turn = (2 * Math.PI) / periodSeconds;
    integral += (amplitude / turn) * (Math.cos(turn * from + offset) - Math.cos(turn * to + offset));
  }
  return integral;
}

/** The same over those parts of `[from, to]` in which the mesh is in `phase`. 0 for an empty span. */
export function demandInPhase(wave: WaveName, phase: Phase, from: number, to: number): number {
  if (to <= from) return 0;
  let during = 0;
  const last = Math.floor(to / INCIDENT.everySeconds);
  for (let cycle = Math.floor(from / INCIDENT.everySeconds); cycle <= last; cycle += 1) {
    const begins = cycle * INCIDENT.everySeconds + INCIDENT.beginsAtSeconds;
    const start = Math.max(from, begins);
    const end = Math.min(to, begins + INCIDENT.lastsSeconds);
    if (end > start) during += demandBetween(wave, start, end);
  }
  return phase === 'incident' ? during : demandBetween(wave, from, to) - during;
}
