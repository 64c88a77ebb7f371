'use client';
/** Short news of what was done, with an undo where there is one. Errors that need an answer do not belong here. */
import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from 'react';
import { DeferredPart, useDeferred } from './deferred';
import type { ShownToast } from './toast-messages';

export interface ToastMessage {
  title: string;
  description?: ReactNode;
  tone?: 'neutral' | 'healthy' | 'failing';
  /** Offered beside the message, for example Undo. */
  action?: { label: string; onSelect: () => void };
  /** Milliseconds on screen; failures and messages with an action stay longer by default. */
  durationMs?: number;
}

const ToastContext = createContext<(message: ToastMessage) => void>(() => {});

/** Returns the function that shows a message. */
export function useToast(): (message: ToastMessage) => void {
  return useContext(ToastContext);
}

const toastMessages = new DeferredPart(async () => (await import('./surfaces')).ToastMessages);

export function ToastProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<readonly ShownToast[]>([]);
  // Never in the server's answer: its viewport carries a style attribute, which the page's policy refuses there.
  const ToastMessages = useDeferred(toastMessages, shown.length > 0);
  const nextId = useRef(0);
  const show = useCallback((message: ToastMessage) => {
    nextId.current += 1;
    const id = nextId.current;
    setShown((now) => [...now.slice(-2), { ...message, id }]);
  }, []);
  const remove = (id: number) => setShown((now) => now.filter((toast) => toast.id !== id));
  return (
    <ToastContext value={show}>
      {children}
      {ToastMessages !== null && <ToastMessages shown={shown} onRemove={remove} />}
    </ToastContext>
  );
}
