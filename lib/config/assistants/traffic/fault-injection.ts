/** Delays and aborts that a rule injects on purpose: `fault`. */
import { z } from 'zod';
import { FAULT_INJECTION } from '@/lib/config/assistants/about';
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
  delay: z.object({ percent: z.number(), fixedDelay: z.string() }).nullable(),
  abort: z.object({ percent: z.number(), kind: z.enum(['http', 'grpc']), status: z.string() }).nullable(),
});
export type FaultInjection = z.infer<typeof schema>;

export function faultsAt(choice: RouteChoice, rule: Fields): FaultInjection {
  const fault = fieldsAt(rule, 'fault');
  const delay = optionalFieldsAt(fault, 'delay');
  const abort = optionalFieldsAt(fault, 'abort');
  return {
    ...choice,
    delay:
      delay === null ? null : { percent: percentOf(delay), fixedDelay: textAt(delay, 'fixedDelay') ?? '' },
    abort: abort === null ? null : { percent: percentOf(abort), ...statusOf(abort) },
  };
}

/** Without a share nothing is injected. `percent` is the older way to write it. */
function percentOf(fault: Fields): number {
  return numberAt(fieldsAt(fault, 'percentage'), 'value') ?? numberAt(fault, 'percent') ?? 0;
}

function statusOf(abort: Fields): { kind: 'http' | 'grpc'; status: string } {
  const grpc = textAt(abort, 'grpcStatus');
  if (grpc !== null) return { kind: 'grpc', status: grpc };
  return { kind: 'http', status: String(numberAt(abort, 'httpStatus') ?? '') };
}

function applied(rule: Fields, { delay, abort }: FaultInjection): Fields {
  const { fault: _, ...rest } = rule;
  const before = fieldsAt(rule, 'fault');
  if (delay === null && abort === null) return rest;
  const { percent: __, ...delayed } = fieldsAt(before, 'delay');
  const { percent: ___, httpStatus: ____, grpcStatus: _____, ...aborted } = fieldsAt(before, 'abort');
  return {
    ...rest,
    fault: {
      ...before,
      delay:
        delay === null
          ? undefined
          : { ...delayed, percentage: { value: delay.percent }, fixedDelay: delay.fixedDelay },
      abort:
        abort === null
          ? undefined
          : {
              ...aborted,
              percentage: { value: abort.percent },
              ...(abort.kind === 'grpc'
                ? { grpcStatus: abort.status }
                : { httpStatus: Number(abort.status) }),
            },
    },
  };
}

export const faultInjection: Assistant<FaultInjection> = ruleAssistant({
  about: FAULT_INJECTION,
  schema,
  what: 'a fault',
  stateAt: faultsAt,
  fresh: (state) => ({ ...state, delay: { percent: 10, fixedDelay: '5s' } }),
  applied,
  says(state, mesh) {
    const { delay, abort } = state;
    const who = `${matchWords(chosenRule(mesh, state))} to ${placeWords(state.host)}`;
    if (delay === null && abort === null) return [`${who}: nothing is injected.`];
    return [
      ...(delay === null ? [] : [`${who}: ${delay.percent} % wait ${delay.fixedDelay} before they go on.`]),
      ...(abort === null
        ? []
        : [
            `${who}: ${abort.percent} % are answered with ${abort.kind === 'grpc' ? 'gRPC ' : ''}${abort.status} and go nowhere.`,
          ]),
      'The caller’s proxy does it, so only callers inside the mesh and gateways feel it.',
    ];
  },
  problems(state) {
    const problems: FieldProblem[] = [];
    const { delay, abort } = state;
    for (const [field, fault] of Object.entries({ delay, abort })) {
      if (fault !== null && !isShare(fault.percent)) {
        problems.push({ field: `${field}.percent`, message: 'A share is between 0.0001 and 100 per cent' });
      }
    }
    if (delay !== null && (durationSeconds(delay.fixedDelay) ?? 0) <= 0) {
      problems.push({ field: 'delay.fixedDelay', message: 'Write a duration such as 5s or 500ms' });
    }
    if (abort?.kind === 'http' && !/^[2-5]\d\d$/.test(abort.status)) {
      problems.push({ field: 'abort.status', message: 'A status is a number from 200 to 599' });
    }
    if (abort?.kind === 'grpc' && !/^[A-Z_]+$/.test(abort.status)) {
      problems.push({ field: 'abort.status', message: 'Write the status by its name, such as UNAVAILABLE' });
    }
    return problems;
  },
});

function isShare(percent: number): boolean {
  return percent >= 0.0001 && percent <= 100;
}
