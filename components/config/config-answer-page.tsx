'use client';
/** What the pages of Configuration that show one answer have in common: title, tabs, and what stands there meanwhile. */
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { usePage } from '@/components/shell/page';
import { ProblemState } from '@/components/ui/problem-state';
import { ConfigTabs } from './config-tabs';

export interface ConfigAnswerPageProps<T> {
  title: string;
  answer: UseQueryResult<T>;
  /** In the shape of what comes. */
  skeleton: ReactNode;
  children: (data: T) => ReactNode;
}

export function ConfigAnswerPage<T>({ title, answer, skeleton, children }: ConfigAnswerPageProps<T>) {
  usePage({
    title,
    breadcrumb: [{ label: 'Configuration', href: '/config' }],
    updatedAt: answer.dataUpdatedAt,
    fetching: answer.isFetching,
    problem: answer.data === undefined ? null : answer.error,
    without: ['window'],
  });
  return (
    <div className="grid h-full grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)]">
      <ConfigTabs />
      {answer.data !== undefined ? (
        children(answer.data)
      ) : answer.error === null ? (
        skeleton
      ) : (
        <ProblemState problem={answer.error} onRetry={() => void answer.refetch()} />
      )}
    </div>
  );
}
