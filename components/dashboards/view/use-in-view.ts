'use client';
/** Whether an element is on screen or close to it: panels ask and draw, and charts follow the pointer, only then. */
import { createContext, type RefObject, useEffect, useState } from 'react';

/** Of the panel around, for what it draws; true where there is none. */
export const InViewContext = createContext(true);

/** `seen` stays true once it was in view. */
export function useInView(ref: RefObject<HTMLElement | null>): {
  readonly inView: boolean;
  readonly seen: boolean;
} {
  const [inView, setInView] = useState(false);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        const visible = entries.at(-1)?.isIntersecting ?? false;
        setInView(visible);
        if (visible) setSeen(true);
      },
      { rootMargin: '160px 0px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return { inView, seen };
}
