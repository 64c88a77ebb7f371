/** How two sets are told apart, read from the texts of an address. */
import { Fault } from '@/lib/mesh/fault';
import { parseDuration } from '@/lib/traces/duration';
import type { SplitTerms } from './split';
import { DEFAULT_FIELD, type Split } from './splits';

export interface SplitRequest {
  readonly split: Split;
  /** A duration such as `800ms`, an instant in Unix seconds, or `v1,v2`. */
  readonly at?: string | undefined;
  /** The field of `versions`. */
  readonly by?: string | undefined;
}

/** A field as it can be written without quotes: no operator, no bracket. */
const FIELD = /^[\w.\-/:@]{1,120}$/;

/** Throws `Fault` `bad-request` with the field that is wrong. */
export function readSplit({
  split,
  at: written = '',
  by: field = '',
}: SplitRequest): Omit<SplitTerms, 'services'> {
  const at = written.trim();
  const by = field.trim() === '' ? DEFAULT_FIELD : field.trim();
  if (!FIELD.test(by)) throw bad('by', `“${by.slice(0, 40)}” is no field.`, 'For example: version');
  const plain = { split, at: null, values: null, by };
  switch (split) {
    case 'failed':
      return plain;
    case 'slow':
      return { ...plain, at: at === '' ? null : readDuration(at) };
    case 'moment':
      return { ...plain, at: at === '' ? null : readMoment(at) };
    case 'versions':
      return { ...plain, values: readValues(at) };
  }
  return split satisfies never;
}

function readDuration(at: string): number {
  const us = parseDuration(at);
  if (us !== null && us > 0) return us;
  throw bad('at', `“${at.slice(0, 40)}” is no duration.`, 'Write a number with its unit, for example 200ms.');
}

function readMoment(at: string): number {
  const seconds = Number(at);
  if (/^\d{1,11}(\.\d{1,3})?$/.test(at)) return seconds * 1e6;
  throw bad('at', `“${at.slice(0, 40)}” is no moment.`, 'Write Unix seconds.');
}

function readValues(at: string): readonly [string, string] {
  const values = at.split(',').map((value) => value.trim());
  const [a, b] = values;
  if (values.length === 2 && a !== undefined && b !== undefined && a !== '' && b !== '' && a !== b)
    return [a, b];
  throw bad('at', 'Two values are needed to tell the sets apart.', 'For example: v1,v2');
}

function bad(field: string, message: string, hint: string): Fault {
  return new Fault('bad-request', message, { hint, issues: [{ path: [field], message }] });
}
