/** Regular expressions and lists: https://pkg.go.dev/k8s.io/apiserver/pkg/cel/library#Regex and #Lists */
import {
  type CelFunc,
  type CelList,
  CelScalar,
  type CelValue,
  celFunc,
  celList,
  celMethod,
  listType,
} from '@bufbuild/cel';
import { re2 } from '@/lib/config/cluster-schema/re2-patterns';

const { STRING, BOOL, INT, DYN } = CelScalar;
const LIST = listType(DYN);

function found(text: string, pattern: string, most: number): readonly string[] {
  const compiled = re2(pattern);
  if (compiled === null) throw new Error(`Illegal regex: ${pattern}`);
  const matcher = compiled.re.matcher(text);
  const all: string[] = [];
  while (all.length < most && matcher.find()) all.push(matcher.group() ?? '');
  return all;
}

/** Numbers and texts; below zero where the first is less. */
function compared(some: CelValue, other: CelValue): number {
  const isPair = typeof some === typeof other || (isNumber(some) && isNumber(other));
  if (!isPair || !(isNumber(some) || typeof some === 'string' || typeof some === 'boolean'))
    throw new Error('no such overload');
  const [a, b] = [some as number | string, other as number | string];
  return a < b ? -1 : a > b ? 1 : 0;
}

function isNumber(value: CelValue): value is bigint | number {
  return typeof value === 'bigint' || typeof value === 'number';
}

function extreme(list: CelList, sign: 1 | -1): CelValue {
  const [first, ...others] = list;
  if (first === undefined) throw new Error('min and max cannot be called on an empty list');
  return others.reduce<CelValue>((best, entry) => (compared(entry, best) * sign > 0 ? entry : best), first);
}

function isIn(list: CelList, value: CelValue): boolean {
  return [...list].some((entry) => entry === value);
}

/** Only scalars: whether lists and maps are equal is the evaluator's own secret. */
function scalarsOnly(...lists: readonly CelList[]): void {
  for (const list of lists)
    for (const entry of list)
      if (typeof entry === 'object' && entry !== null) throw new NotKnownHere('sets of lists or objects');
}

/** Ends a rule that only the server can ask. */
export class NotKnownHere extends Error {}

export const TEXT_AND_LIST_FUNCTIONS: readonly CelFunc[] = [
  celMethod('find', STRING, [STRING], STRING, function (pattern) {
    return found(this, pattern, 1)[0] ?? '';
  }),
  celMethod('findAll', STRING, [STRING], LIST, function (pattern) {
    return celList(found(this, pattern, Number.POSITIVE_INFINITY));
  }),
  celMethod('findAll', STRING, [STRING, INT], LIST, function (pattern, most) {
    return celList(found(this, pattern, most < 0n ? Number.POSITIVE_INFINITY : Number(most)));
  }),
  celMethod('isSorted', LIST, [], BOOL, function () {
    const entries = [...this];
    return entries.every((entry, index) => index === 0 || compared(entries[index - 1] ?? null, entry) <= 0);
  }),
  celMethod('min', LIST, [], DYN, function () {
    return extreme(this, -1);
  }),
  celMethod('max', LIST, [], DYN, function () {
    return extreme(this, 1);
  }),
  celMethod('sum', LIST, [], DYN, function () {
    const entries = [...this];
    if (entries.every((entry) => typeof entry === 'bigint'))
      return entries.reduce<bigint>((sum, entry) => sum + (entry as bigint), 0n);
    if (entries.every((entry) => typeof entry === 'number'))
      return entries.reduce<number>((sum, entry) => sum + (entry as number), 0);
    throw new NotKnownHere('sums of durations');
  }),
  celMethod('indexOf', LIST, [DYN], INT, function (value) {
    scalarsOnly(this);
    return BigInt([...this].indexOf(value));
  }),
  celMethod('lastIndexOf', LIST, [DYN], INT, function (value) {
    scalarsOnly(this);
    return BigInt([...this].lastIndexOf(value));
  }),
  celFunc('sets.contains', [LIST, LIST], BOOL, (list, others) => {
    scalarsOnly(list, others);
    return [...others].every((entry) => isIn(list, entry));
  }),
  celFunc('sets.intersects', [LIST, LIST], BOOL, (list, others) => {
    scalarsOnly(list, others);
    return [...others].some((entry) => isIn(list, entry));
  }),
  celFunc('sets.equivalent', [LIST, LIST], BOOL, (list, others) => {
    scalarsOnly(list, others);
    return [...others].every((entry) => isIn(list, entry)) && [...list].every((entry) => isIn(others, entry));
  }),
];
