'use client';
/** Has Jaeger keep the trace in its archive; only for admins, and only where that is switched on. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Archive } from 'lucide-react';
import { AnswerProblem } from '@/components/shell/answer-problem';
import { fetchAnswer } from '@/components/shell/fetch-answer';
import { sessionQuery } from '@/components/shell/session';
import { Button } from '@/components/ui/button';
import { useAfterPicture } from '@/components/ui/first-picture';
import { useToast } from '@/components/ui/toast';
import { traceArchiveQuery } from './queries';

export function ArchiveButton({ traceId }: { traceId: string }) {
  const afterPicture = useAfterPicture();
  const { data: session } = useQuery({ ...sessionQuery, enabled: afterPicture });
  const mayWrite = session?.mayWrite === true;
  const { data: settings } = useQuery({ ...traceArchiveQuery, enabled: mayWrite });
  const toast = useToast();
  const archive = useMutation({
    mutationFn: () =>
      fetchAnswer(
        '/api/traces/archive',
        async () => (await import('@/lib/traces/contract')).traceArchivedAnswerSchema,
        { method: 'POST', body: { traceId } },
      ),
    onSuccess: () => toast({ title: 'Kept in Jaeger’s archive: a link to the trace stays valid there' }),
    onError: (error) => {
      const description = error instanceof AnswerProblem ? error.hint : undefined;
      toast({ title: error.message, description, tone: 'failing' });
    },
  });
  if (!mayWrite || settings?.archives !== true) return null;
  return (
    <Button
      title="Jaeger keeps it in its archive, past the time after which it forgets traces"
      disabled={archive.isPending || archive.isSuccess}
      onClick={() => archive.mutate()}
    >
      <Archive aria-hidden="true" />
      {archive.isSuccess ? 'Archived' : 'Archive'}
    </Button>
  );
}
