'use client';
/** What every page of the console needs around it: queries, URL state, messages, hints, the page's facts. */
import { QueryClientProvider } from '@tanstack/react-query';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { type ReactNode, useEffect, useState } from 'react';
import { ToastProvider } from '@/components/ui/toast';
import { TooltipProvider } from '@/components/ui/tooltip';
import { watchActivity } from './activity';
import { PageProvider } from './page';
import { createQueryClient } from './query-client';

export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(createQueryClient);
  useEffect(watchActivity, []);
  return (
    <QueryClientProvider client={client}>
      <NuqsAdapter>
        <TooltipProvider>
          <ToastProvider>
            <PageProvider>{children}</PageProvider>
          </ToastProvider>
        </TooltipProvider>
      </NuqsAdapter>
    </QueryClientProvider>
  );
}
