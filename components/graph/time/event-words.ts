/** An event of the timeline in a line, for tooltips, marks and lists. */
import { clockLabel } from '@/components/charts/axis';
import type { TimelineEvent } from '@/lib/insight/timeline/contract';

/** `14:21:10 DestinationRule payment changed in shop, maxConnections 100 → 2, by ada`. */
export function eventWords(event: TimelineEvent): string {
  const where = event.namespace === null ? '' : ` in ${event.namespace}`;
  const detail = event.detail === '' ? '' : `, ${event.detail}`;
  return `${clockLabel(event.atSeconds, 0, true)} ${event.title}${where}${detail}${authorWords(event)}`;
}

/** `, by ada`; '' for what nobody is known for. */
export function authorWords(event: TimelineEvent): string {
  if (event.kind !== 'config') return '';
  if (event.author !== null) return `, by ${event.author}`;
  return event.diff === null ? '' : ', edited in the folder';
}
