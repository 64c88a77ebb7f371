'use client';
/** Times that were looked at before, kept by this browser: those without a name of their own. */
import { useMemo } from 'react';
import { isSameTime, type TimeTexts } from '@/components/dashboards/view/time-state';
import { readPreference, usePreference, writePreference } from '@/components/ui/preference';
import { QUICK_RANGES } from './quick-ranges';

const KEY = 'recent-times';
const MOST = 4;

/** The newest first, each once; quick ranges are not repeated. Pure. */
export function withRecent(known: readonly TimeTexts[], { from, to }: TimeTexts): readonly TimeTexts[] {
  const isSame = (range: TimeTexts) => isSameTime(range, { from, to });
  if (QUICK_RANGES.some(isSame)) return known;
  return [{ from, to }, ...known.filter((range) => !isSame(range))].slice(0, MOST);
}

/** What was remembered, whatever somebody made of it. Pure. */
export function readRecent(text: string): readonly TimeTexts[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [];
  }
  if (!Array.isArray(value)) return [];
  return value.filter(isRange).slice(0, MOST);
}

function isRange(value: unknown): value is TimeTexts {
  if (typeof value !== 'object' || value === null) return false;
  const { from, to } = value as Record<string, unknown>;
  return [from, to].every((text) => typeof text === 'string' && text !== '' && text.length <= 64);
}

export function useRecentRanges(): readonly TimeTexts[] {
  const [text] = usePreference(KEY, '[]');
  return useMemo(() => readRecent(text), [text]);
}

export function rememberRange(time: TimeTexts): void {
  const known = readRecent(readPreference(KEY) ?? '[]');
  const next = withRecent(known, time);
  if (next !== known) writePreference(KEY, JSON.stringify(next));
}
