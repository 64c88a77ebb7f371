/** States and spans of objectives in words. Pure. */
import type { SloFigures } from '@/lib/insight/objectives/contract';

export const STATE_WORDS: Readonly<Record<SloFigures['state'], string>> = {
  met: 'met',
  burning: 'burning',
  'burning-fast': 'burning fast',
  missed: 'missed',
  idle: 'no requests',
};

/** `3 d 4 h`, `5 h`, `12 min`: two units at most. */
export function spanText(seconds: number): string {
  const minutes = Math.max(1, Math.round(seconds / 60));
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  if (days > 0) return hours === 0 || days > 6 ? `${days} d` : `${days} d ${hours} h`;
  if (hours > 0) return minutes % 60 === 0 || hours > 6 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return `${minutes} min`;
}

/** What is left of the budget, and how long it lasts. */
export function budgetWords({ budget, slo }: Pick<SloFigures, 'budget' | 'slo'>): string {
  if (budget === null) return `No request in the last ${slo.windowDays} days.`;
  const percent = (share: number) => `${Number((share * 100).toPrecision(3))} %`;
  if (budget.left < 0) return `Overdrawn: ${percent(budget.used)} of the budget is used.`;
  const left = `${percent(budget.left)} of the budget is left`;
  return budget.endsInSeconds === null
    ? `${left}; it lasts at the pace of the last hour.`
    : `${left}; at the pace of the last hour it is gone in ${spanText(budget.endsInSeconds)}.`;
}

/** What a good request is. */
export function goodWords({ slo }: Pick<SloFigures, 'slo'>): string {
  const within =
    slo.withinMs === undefined
      ? ''
      : ` within ${slo.withinMs >= 1000 ? `${slo.withinMs / 1000} s` : `${slo.withinMs} ms`}`;
  return `${slo.target} % good${within} over ${slo.windowDays} days`;
}

/** The entry for the settings file that a proposal stands for. */
export function proposalYaml(proposal: {
  readonly namespace: string;
  readonly name: string;
  readonly target: number;
}): string {
  const { namespace, name, target } = proposal;
  const slug = `${name}-${namespace}-availability`
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 63);
  return `  - name: ${slug}\n    service: { namespace: ${JSON.stringify(namespace)}, name: ${JSON.stringify(name)} }\n    target: ${target}\n`;
}
