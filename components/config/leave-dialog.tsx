'use client';
/** Unsaved changes when the reader wants to leave: stay, keep them as a draft, or drop them. */
import { useRouter } from 'next/navigation';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import type { LeaveGuard } from './use-leave-guard';

export function LeaveDialog({
  guard,
  name,
  onDrop,
}: {
  guard: LeaveGuard;
  name: string;
  onDrop: () => void;
}) {
  const router = useRouter();
  const { target } = guard;
  const leave = () => {
    guard.stay();
    if (target !== null) router.push(target as '/config');
  };
  return (
    <Dialog
      open={target !== null}
      onOpenChange={(open) => !open && guard.stay()}
      size="sm"
      title="Leave without saving?"
      description={`${name} has changes that are not saved. As a draft they stay in this browser for seven days and come back when you open it again.`}
    >
      <div className="flex justify-end gap-2">
        <Button
          size="md"
          variant="danger"
          onClick={() => {
            onDrop();
            leave();
          }}
        >
          Drop the changes
        </Button>
        <Button size="md" onClick={leave}>
          Keep as a draft
        </Button>
        <Button size="md" variant="primary" onClick={guard.stay}>
          Stay
        </Button>
      </div>
    </Dialog>
  );
}
