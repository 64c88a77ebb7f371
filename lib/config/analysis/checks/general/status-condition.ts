/** What the control plane itself says is wrong with an object. */
import type { Check } from '@/lib/config/analysis/check';
import type { Draft } from '@/lib/config/analysis/finding';
import { GATEWAY_API_KINDS, ISTIO_KINDS, SERVICE } from '@/lib/config/analysis/kinds';
import { type Fields, fieldsAt, fieldsListAt, textAt } from '@/lib/config/simulation/read/fields';
import type { ObjectPath } from '@/lib/config/yaml/positions';

/** Conditions that are bad when they hold; every other one is bad when it does not. */
const BAD_WHEN_TRUE = new Set([
  'Conflicted',
  'OverlappingTLSConfig',
  'InsecureFrontendValidationMode',
  'Stalled',
  'PartiallyInvalid',
]);
/** Conditions that may well not hold. */
const NEUTRAL = new Set(['Reconciled', 'Healthy', 'ResolvedWaypoints']);

export const statusCondition: Check = {
  code: 'PER0105',
  title: 'Control plane reports a problem',
  condition:
    'The status of the object carries a condition that says that it was not accepted, resolved or put to use.',
  severity: 'warning',
  ist: ['IST0171'],
  kia: ['GWAPI'],
  kinds: [SERVICE, ...ISTIO_KINDS, ...GATEWAY_API_KINDS],
  fix: null,
  *run(object) {
    const status = fieldsAt(object.value, 'status');
    yield* inList(status, ['status']);
    for (const key of ['parents', 'listeners', 'ancestors']) {
      for (const [index, entry] of fieldsListAt(status, key).entries()) {
        yield* inList(entry, ['status', key, index]);
      }
    }
  },
};

function* inList(fields: Fields, path: ObjectPath): Generator<Draft> {
  for (const [index, condition] of fieldsListAt(fields, 'conditions').entries()) {
    const type = textAt(condition, 'type') ?? '';
    const status = textAt(condition, 'status');
    const isBad = BAD_WHEN_TRUE.has(type) ? status === 'True' : status === 'False' && !NEUTRAL.has(type);
    if (!isBad) continue;
    const reason = textAt(condition, 'reason') ?? 'no reason given';
    const message = (textAt(condition, 'message') ?? '').trim().replace(/\.$/, '');
    yield {
      path: [...path, 'conditions', index],
      message: `The control plane says ${type} is ${status} (${reason})${message === '' ? '' : `: ${message}`}.`,
    };
  }
}
