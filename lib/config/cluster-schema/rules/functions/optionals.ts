/** What a rule may ask of an `oldSelf` that need not be there (`optionalOldSelf`). */
import { type CelFunc, type CelInput, CelScalar, celMethod } from '@bufbuild/cel';
import { fieldOf, TAGGED, tagged } from './tagged';

const OPTIONAL = 'optional';

/** undefined = there is none. */
export function optionalValue(value: CelInput | undefined): CelInput {
  return tagged(OPTIONAL, { isThere: value !== undefined, value: value ?? null });
}

export const OPTIONAL_FUNCTIONS: readonly CelFunc[] = [
  celMethod('hasValue', TAGGED, [], CelScalar.BOOL, function () {
    return fieldOf(this, OPTIONAL, 'isThere') === true;
  }),
  celMethod('value', TAGGED, [], CelScalar.DYN, function () {
    if (fieldOf(this, OPTIONAL, 'isThere') !== true) throw new Error('optional.none() dereference');
    return fieldOf(this, OPTIONAL, 'value');
  }),
  celMethod('orValue', TAGGED, [CelScalar.DYN], CelScalar.DYN, function (other) {
    return fieldOf(this, OPTIONAL, 'isThere') === true ? fieldOf(this, OPTIONAL, 'value') : other;
  }),
];
