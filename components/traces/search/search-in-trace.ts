/** What a search asked of spans, as the search within a trace that it found: the same spans are marked there. Pure. */

import type { SearchValues } from '@/components/traces/search-state';
import { whereText } from '@/lib/traces/trace-query';

type Asked = Pick<SearchValues, 'q' | 'errors' | 'min' | 'max'>;

/** '' where nothing was asked that could be marked. Services and operations choose traces; they are not carried. */
export function searchInTrace({ q, errors, min, max }: Asked): string {
  const more = [
    errors ? 'error' : '',
    min.trim() === '' ? '' : `duration >= ${min.trim()}`,
    max.trim() === '' ? '' : `duration <= ${max.trim()}`,
  ].filter((part) => part !== '');
  const own = q.trim();
  if (own === '' && more.length === 0) return '';
  if (own === '') return whereText(more.join(' and '));
  return whereText(more.length === 0 ? own : [`(${own})`, ...more].join(' and '));
}
