/** What the rules on the path make of a header of the request. */
import type { SimulationAnswer } from '@/lib/config/simulation/contract';
import type { Pair } from './request-form-state';

/** "read by a rule", by the words of the reasons and policies; empty while there is no answer. */
export function headerNote({ name }: Pair, answer: SimulationAnswer | undefined): string {
  if (answer === undefined || name === '') return '';
  const wanted = name.toLowerCase();
  const isRead = answer.route.headersRead.includes(wanted);
  return isRead ? 'read by a rule' : 'read by no rule';
}
