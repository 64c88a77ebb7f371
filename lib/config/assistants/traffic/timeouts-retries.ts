/** How long callers wait, and how often they try again: `timeout` and `retries` of a rule. */
import { z } from 'zod';
import { TIMEOUTS_RETRIES } from '@/lib/config/assistants/about';
import type { Assistant, FieldProblem } from '@/lib/config/assistants/assistant';
import { durationSeconds } from '@/lib/config/duration';
import {
  type Fields,
  fieldsAt,
  numberAt,
  optionalFieldsAt,
  textAt,
} from '@/lib/config/simulation/read/fields';
import { chosenRule, type RouteChoice, routeChoiceSchema } from './route-choice';
import { ruleAssistant } from './rule-assistant';
import { matchWords, placeWords } from './rule-words';

const schema = routeChoiceSchema.extend({
  /** Empty = none. */
  timeout: z.string(),
  /** Null = what the mesh does by default: two more attempts. */
  retries: z
    .object({
      attempts: z.number().int().min(0),
      /** Empty = the whole timeout. */
      perTryTimeout: z.string(),
      /** Empty = Istio's own conditions. */
      retryOn: z.array(z.string()),
    })
    .nullable(),
});
export type TimeoutsRetries = z.infer<typeof schema>;

export function timeoutsAt(choice: RouteChoice, rule: Fields): TimeoutsRetries {
  const retries = optionalFieldsAt(rule, 'retries');
  return {
    ...choice,
    timeout: textAt(rule, 'timeout') ?? '',
    retries:
      retries === null
        ? null
        : {
            attempts: numberAt(retries, 'attempts') ?? 2,
            perTryTimeout: textAt(retries, 'perTryTimeout') ?? '',
            retryOn: conditions(textAt(retries, 'retryOn')),
          },
  };
}

function conditions(text: string | null): string[] {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
}

function applied(rule: Fields, { timeout, retries }: TimeoutsRetries): Fields {
  const { timeout: _, retries: __, ...rest } = rule;
  const before = fieldsAt(rule, 'retries');
  const sameConditions =
    retries !== null && conditions(textAt(before, 'retryOn')).join() === retries.retryOn.join();
  return {
    ...rest,
    timeout: timeout || undefined,
    retries:
      retries === null
        ? undefined
        : {
            ...before,
            attempts: retries.attempts,
            perTryTimeout: retries.perTryTimeout || undefined,
            retryOn: sameConditions ? before.retryOn : retries.retryOn.join(',') || undefined,
          },
  };
}

export const timeoutsRetries: Assistant<TimeoutsRetries> = ruleAssistant({
  about: TIMEOUTS_RETRIES,
  schema,
  what: 'a timeout',
  stateAt: timeoutsAt,
  fresh: (state) => ({ ...state, timeout: '10s' }),
  applied,
  says(state, mesh) {
    const who = `${matchWords(chosenRule(mesh, state))} to ${placeWords(state.host)}`;
    const { timeout, retries } = state;
    const wait =
      timeout === ''
        ? `${who} waits for as long as the answer takes.`
        : `${who} is given up after ${timeout}, retries included, and answered with 504.`;
    return [wait, retryWords(retries)];
  },
  problems(state) {
    const problems: FieldProblem[] = [];
    const { timeout, retries } = state;
    if (timeout !== '' && !isPositive(timeout)) problems.push({ field: 'timeout', message: DURATION });
    if (retries === null) return problems;
    if (retries.perTryTimeout !== '' && !isPositive(retries.perTryTimeout)) {
      problems.push({ field: 'retries.perTryTimeout', message: DURATION });
    }
    if (retries.attempts === 0 && retries.perTryTimeout !== '') {
      problems.push({
        field: 'retries.perTryTimeout',
        message: 'Without retries there is only the timeout of the whole request',
      });
    }
    return problems;
  },
});

const DURATION = 'Write a duration such as 2s, 500ms or 1m30s';

function isPositive(text: string): boolean {
  return (durationSeconds(text) ?? 0) > 0;
}

function retryWords(retries: TimeoutsRetries['retries']): string {
  if (retries === null) return 'Failed requests are tried again as the mesh does by default: at most twice.';
  if (retries.attempts === 0) return 'Failed requests are not tried again.';
  const each = retries.perTryTimeout === '' ? '' : `, each for at most ${retries.perTryTimeout}`;
  const when = retries.retryOn.length === 0 ? '' : `, on ${retries.retryOn.join(', ')}`;
  const times = retries.attempts === 1 ? 'once more' : `${retries.attempts} more times`;
  return `A failed request is tried ${times}${each}${when}.`;
}
