'use client';
/** Which series of a panel the reader has hidden, by their titles, so that a refresh keeps it. */
import { useMemo, useState } from 'react';

interface Titled {
  readonly key: string;
  readonly title: string;
}

export interface HiddenSeries {
  readonly hidden: ReadonlySet<string>;
  readonly pick: (key: string, toggle: boolean) => void;
}

export function useHiddenSeries(series: readonly Titled[]): HiddenSeries {
  const [titles, setTitles] = useState<ReadonlySet<string>>(new Set());
  const hidden = useMemo(
    () => new Set(series.filter(({ title }) => titles.has(title)).map(({ key }) => key)),
    [series, titles],
  );
  const pick = (key: string, toggle: boolean) => {
    const picked = series.find((one) => one.key === key);
    if (picked !== undefined) setTitles(pickedTitles(series, titles, picked.title, toggle));
  };
  return { hidden, pick };
}

/** A second click on the only one that is shown brings all back. */
export function pickedTitles(
  series: readonly Titled[],
  hidden: ReadonlySet<string>,
  title: string,
  toggle: boolean,
): ReadonlySet<string> {
  if (toggle) {
    const next = new Set(hidden);
    if (!next.delete(title)) next.add(title);
    return next;
  }
  const others = series.map((one) => one.title).filter((other) => other !== title);
  const isAlone = !hidden.has(title) && others.every((other) => hidden.has(other));
  return isAlone ? new Set() : new Set(others);
}
