'use client';
/** `/dashboards/<uid>`: one dashboard. */
import { useQuery } from '@tanstack/react-query';
import { LayoutDashboard } from 'lucide-react';
import Link from 'next/link';
import { parseAsString, useQueryStates } from 'nuqs';
import { useCallback } from 'react';
import { dashboardQuery } from '@/components/dashboards/data/dashboard-queries';
import { AnswerProblem } from '@/components/shell/answer-problem';
import { usePage } from '@/components/shell/page';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ProblemState } from '@/components/ui/problem-state';
import type { DashboardAnswer } from '@/lib/dashboards/library/contract';
import { DashboardBar } from './dashboard-bar';
import { DashboardFrame } from './dashboard-frame';
import { EditSlot } from './edit-slot';
import { PageSkeleton } from './page-skeleton';
import { useEditRights } from './use-edit-rights';
import { useView } from './use-view';

const CRUMBS = [{ label: 'Dashboards', href: '/dashboards' }];

const KEYS = [
  { keys: 'Esc', what: 'Back from a single panel, kiosk or panel editor' },
  { keys: 'Ctrl Z', what: 'Undo, while the dashboard is edited' },
  { keys: 'Ctrl Shift Z', what: 'Redo' },
  { keys: '← → ↑ ↓', what: 'Move a panel, at its grip' },
  { keys: 'Shift ← → ↑ ↓', what: 'Resize it' },
];

export function DashboardPage({ uid }: { readonly uid: string }) {
  const answer = useQuery(dashboardQuery(uid));
  usePage({
    title: answer.data?.dashboard.title ?? 'Dashboard',
    breadcrumb: CRUMBS,
    without: ['namespaces', 'window'],
    wide: true,
    keys: KEYS,
  });
  if (answer.data === undefined) {
    if (answer.error === null) return <PageSkeleton />;
    if (answer.error instanceof AnswerProblem && answer.error.status === 404)
      return <NoDashboard uid={uid} />;
    return <ProblemState problem={answer.error} onRetry={() => void answer.refetch()} />;
  }
  return <Opened key={uid} answer={answer.data} />;
}

/** `edit=on` in the address, or the id of the panel that is being changed. */
const parsers = { edit: parseAsString };

function Opened({ answer }: { readonly answer: DashboardAnswer }) {
  const rights = useEditRights(answer);
  const [{ edit }, write] = useQueryStates(parsers, { history: 'push' });
  const select = useCallback(
    (panel: number | null) => void write({ edit: panel === null ? 'on' : String(panel) }),
    [write],
  );
  if (edit !== null && rights.edit) {
    const id = Number(edit);
    return (
      <EditSlot
        answer={answer}
        selected={Number.isInteger(id) ? id : null}
        onSelect={select}
        onDone={() => void write({ edit: null })}
      />
    );
  }
  return <Shown answer={answer} onEdit={rights.edit ? () => select(null) : null} />;
}

interface ShownProps {
  readonly answer: DashboardAnswer;
  /** null = the reader may not, or not this one. */
  readonly onEdit: (() => void) | null;
}

function Shown({ answer, onEdit }: ShownProps) {
  const page = useView(answer.dashboard);
  return (
    <DashboardFrame page={page} bar={<DashboardBar answer={answer} page={page} onEdit={onEdit} />} ownsPage />
  );
}

function NoDashboard({ uid }: { readonly uid: string }) {
  return (
    <EmptyState
      icon={<LayoutDashboard />}
      title={`There is no dashboard "${uid}"`}
      action={
        <Button asChild>
          <Link href="/dashboards">All dashboards</Link>
        </Button>
      }
    >
      It may have been removed, or its file is not there any more.
    </EmptyState>
  );
}
