'use client';
/** Keys of find that work anywhere on the page: `/` goes to the field, F3 to the next match. */
import { type RefObject, useEffect, useRef } from 'react';
import { useSingleKeys } from '@/components/shell/shortcuts';

export function useFindKeys(field: RefObject<HTMLInputElement | null>, step: (by: 1 | -1) => void): void {
  const [allowed] = useSingleKeys();
  const latest = useRef(step);
  latest.current = step;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'F3') {
        event.preventDefault();
        latest.current(event.shiftKey ? -1 : 1);
        return;
      }
      const { target } = event;
      const typing = target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
      if (event.key !== '/' || typing || !allowed) return;
      event.preventDefault();
      field.current?.focus();
      field.current?.select();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [allowed, field]);
}
