/** Shares, seconds and names as they stand in sentences. */
import type { Destination } from '@/lib/config/simulation/contract';

/** "80 %", "0.5 %", "less than 0.1 %". */
export function percentText(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.1) return 'less than 0.1 %';
  const rounded = percent < 10 || percent > 99 ? Math.round(percent * 10) / 10 : Math.round(percent);
  // What is not all must not read as all.
  return `${rounded === 100 && share < 1 ? 99.9 : rounded} %`;
}

/** "2 s", "250 ms". */
export function secondsText(seconds: number): string {
  return seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${Number(seconds.toPrecision(3))} s`;
}

/** "half of the requests", "20 % of the requests", "every request". */
export function requestsText(share: number): string {
  if (share >= 1) return 'every request';
  return share === 0.5 ? 'half of the requests' : `${percentText(share)} of the requests`;
}

/** The name in front of a host of the mesh; other hosts whole. */
export function shortHost(host: string): string {
  return /^([^.]+)\.[^.]+\.svc(\.|$)/.exec(host)?.[1] ?? host;
}

/** "reviews v2": service and subset, or the one workload's version. */
export function destinationText({ host, subset }: Pick<Destination, 'host' | 'subset'>): string {
  return subset === null ? shortHost(host) : `${shortHost(host)} ${subset}`;
}

/** "reviews v1 80 %, v2 20 %": the host once, where it is one. */
export function sharesText(destinations: readonly Pick<Destination, 'host' | 'subset' | 'share'>[]): string {
  const first = destinations[0];
  if (first === undefined) return 'nowhere';
  if (destinations.length === 1) return destinationText(first);
  const oneHost = destinations.every(({ host, subset }) => host === first.host && subset !== null);
  const parts = destinations.map(
    (destination) =>
      `${oneHost ? destination.subset : destinationText(destination)} ${percentText(destination.share)}`,
  );
  return oneHost ? `${shortHost(first.host)} ${parts.join(', ')}` : parts.join(', ');
}

export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
