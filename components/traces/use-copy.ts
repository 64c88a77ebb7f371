'use client';
/** Copies a text and says so. */
import { useCallback } from 'react';
import { useToast } from '@/components/ui/toast';

export function useCopy(): (text: string, said: string) => Promise<void> {
  const toast = useToast();
  return useCallback(
    async (text, said) => {
      try {
        await navigator.clipboard.writeText(text);
        toast({ title: said, tone: 'healthy' });
      } catch {
        toast({
          title: 'The browser did not let us copy',
          description: 'It allows that only over https or on localhost.',
          tone: 'failing',
        });
      }
    },
    [toast],
  );
}
