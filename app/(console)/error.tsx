'use client';
/** A page that failed while drawing; the frame stays, so that one can go elsewhere or try again. */
import { usePage } from '@/components/shell/page';
import { ProblemState } from '@/components/ui/problem-state';

export default function ConsoleError({ error, retry }: { error: unknown; retry: () => void }) {
  usePage({ title: 'This page failed' });
  return <ProblemState problem={error} onRetry={retry} className="h-full" />;
}
