'use client';
/** Short news of what was done, with an undo where there is one. Errors that need an answer do not belong here. */
import { CircleCheck, Info, OctagonAlert, X } from 'lucide-react';
import { Toast as Radix } from 'radix-ui';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react';

export interface ToastMessage {
  title: string;
  description?: ReactNode;
  tone?: 'neutral' | 'healthy' | 'failing';
  /** Offered beside the message, for example Undo. */
  action?: { label: string; onSelect: () => void };
  /** Milliseconds on screen; failures and messages with an action stay longer by default. */
  durationMs?: number;
}

interface ShownToast extends ToastMessage {
  id: number;
}

const ToastContext = createContext<(message: ToastMessage) => void>(() => {});

/** Returns the function that shows a message. */
export function useToast(): (message: ToastMessage) => void {
  return useContext(ToastContext);
}

const TONES = {
  neutral: { Icon: Info, className: 'text-text-3' },
  healthy: { Icon: CircleCheck, className: 'text-healthy' },
  failing: { Icon: OctagonAlert, className: 'text-failing' },
};

export function ToastProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<readonly ShownToast[]>([]);
  // The viewport carries a style attribute, which a server-rendered page may not have.
  const [mounted, setMounted] = useState(false);
  useEffect(() => setMounted(true), []);
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
      {mounted && (
        <Radix.Provider swipeDirection="right" label="Message">
          {shown.map((toast) => (
            <ToastCard key={toast.id} toast={toast} onRemove={() => remove(toast.id)} />
          ))}
          <Radix.Viewport className="fixed right-4 bottom-4 z-50 flex w-96 max-w-[calc(100vw-32px)] flex-col gap-2 outline-none" />
        </Radix.Provider>
      )}
    </ToastContext>
  );
}

function ToastCard({ toast, onRemove }: { toast: ShownToast; onRemove: () => void }) {
  const { Icon, className } = TONES[toast.tone ?? 'neutral'];
  const lasting = toast.tone === 'failing' || toast.action !== undefined;
  return (
    <Radix.Root
      type={toast.tone === 'failing' ? 'foreground' : 'background'}
      duration={toast.durationMs ?? (lasting ? 12_000 : 5_000)}
      onOpenChange={(open) => {
        if (!open) onRemove();
      }}
      className="flex animate-[toast-arrives_160ms_ease-out] items-start gap-2.5 rounded-card border border-line bg-surface p-3 text-sm shadow-overlay"
    >
      <Icon aria-hidden="true" className={`mt-0.5 size-4 ${className}`} />
      <div className="min-w-0 flex-1">
        <Radix.Title className="font-medium">{toast.title}</Radix.Title>
        {toast.description !== undefined && (
          <Radix.Description className="text-text-2">{toast.description}</Radix.Description>
        )}
      </div>
      {toast.action !== undefined && (
        <Radix.Action
          altText={toast.action.label}
          onClick={toast.action.onSelect}
          className="link h-6 shrink-0 rounded-tag px-2 hover:bg-raised"
        >
          {toast.action.label}
        </Radix.Action>
      )}
      <Radix.Close
        aria-label="Dismiss"
        className="grid size-6 shrink-0 place-items-center rounded-tag text-text-3 hover:bg-raised hover:text-text"
      >
        <X aria-hidden="true" className="size-3.5" />
      </Radix.Close>
    </Radix.Root>
  );
}
