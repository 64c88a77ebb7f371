'use client';
/**
 * The traces that are picked for comparison. They outlive a search and a visit to a trace: kept for this tab, and in the
 * address, so that a copied link has them too.
 */
import { createParser, useQueryState } from 'nuqs';
import { useCallback, useEffect } from 'react';

const KEPT = 'periplus.traces.cohort';
/** More would not fit into an address, and nobody compares more. */
export const MOST_PICKED = 20;

const ids = createParser<readonly string[]>({
  parse: (text) =>
    text
      .split(',')
      .filter((id) => /^[0-9a-f]{16,32}$/.test(id))
      .slice(0, MOST_PICKED),
  serialize: (list) => list.join(','),
  eq: (a, b) => a.join(',') === b.join(','),
});

export interface Cohort {
  /** In the order in which they were picked: the first two are A and B. */
  readonly picked: readonly string[];
  readonly toggle: (traceId: string) => void;
  readonly clear: () => void;
  readonly swap: () => void;
}

export function useCohort(): Cohort {
  const [inAddress, setInAddress] = useQueryState('picked', ids.withOptions({ history: 'replace' }));
  const picked = inAddress ?? NONE;
  // What this tab remembers, where the address says nothing.
  useEffect(() => {
    if (inAddress !== null) return;
    const remembered = ids.parse(readKept()) ?? NONE;
    if (remembered.length > 0) void setInAddress(remembered);
  }, [inAddress, setInAddress]);
  const put = useCallback(
    (next: readonly string[]) => {
      writeKept(ids.serialize(next));
      void setInAddress(next.length === 0 ? null : next);
    },
    [setInAddress],
  );
  return {
    picked,
    toggle: (traceId) =>
      put(
        picked.includes(traceId)
          ? picked.filter((one) => one !== traceId)
          : [...picked, traceId].slice(0, MOST_PICKED),
      ),
    clear: () => put(NONE),
    swap: () => put([...picked.slice(0, 2).reverse(), ...picked.slice(2)]),
  };
}

const NONE: readonly string[] = [];

function readKept(): string {
  try {
    return window.sessionStorage.getItem(KEPT) ?? '';
  } catch {
    return '';
  }
}

function writeKept(text: string): void {
  try {
    window.sessionStorage.setItem(KEPT, text);
  } catch {
    // Storage is forbidden: the address has it.
  }
}

/** A, B, then figures. */
export function pickLetter(index: number): string {
  return index === 0 ? 'A' : index === 1 ? 'B' : String(index + 1);
}

/** The comparison of two traces. */
export function compareHref(a: string, b: string): string {
  return `/traces/compare?${new URLSearchParams({ a, b })}`;
}
