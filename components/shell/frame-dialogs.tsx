'use client';
/** Which of the frame's own dialogs is open: the palette or the keyboard help. One at a time. */
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';

export type FrameDialog = 'palette' | 'keys';

interface FrameDialogs {
  shown: FrameDialog | null;
  open: (dialog: FrameDialog) => void;
  close: () => void;
}

const DialogsContext = createContext<FrameDialogs>({ shown: null, open: () => {}, close: () => {} });

export function FrameDialogsProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<FrameDialog | null>(null);
  const value = useMemo(() => ({ shown, open: setShown, close: () => setShown(null) }), [shown]);
  return <DialogsContext value={value}>{children}</DialogsContext>;
}

export function useFrameDialogs(): FrameDialogs {
  return useContext(DialogsContext);
}
