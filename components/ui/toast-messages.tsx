'use client';
/** The messages on screen, newest last, in the corner that the eye finds and the hand does not need. */
import { CircleCheck, Info, OctagonAlert, X } from 'lucide-react';
import { Toast as Radix } from 'radix-ui';
import type { ToastMessage } from './toast';

export interface ShownToast extends ToastMessage {
  id: number;
}

export interface ToastMessagesProps {
  shown: readonly ShownToast[];
  onRemove: (id: number) => void;
}

const TONES = {
  neutral: { Icon: Info, className: 'text-text-3' },
  healthy: { Icon: CircleCheck, className: 'text-healthy' },
  failing: { Icon: OctagonAlert, className: 'text-failing' },
};

export function ToastMessages({ shown, onRemove }: ToastMessagesProps) {
  return (
    <Radix.Provider swipeDirection="right" label="Message">
      {shown.map((toast) => (
        <ToastCard key={toast.id} toast={toast} onRemove={() => onRemove(toast.id)} />
      ))}
      <Radix.Viewport className="fixed right-4 bottom-4 z-50 flex w-96 max-w-[calc(100vw-32px)] flex-col gap-2 outline-none" />
    </Radix.Provider>
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
