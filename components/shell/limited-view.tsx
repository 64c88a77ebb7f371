'use client';
/** Says quietly that the reader sees a part of the mesh, and which; it opens with what that means. */
import { Eye } from 'lucide-react';
import { Popover } from '@/components/ui/popover';

export function LimitedView({ namespaces }: { namespaces: readonly string[] }) {
  const count = namespaces.length;
  const words =
    count === 0
      ? 'No namespace is shown'
      : count === 1
        ? 'One namespace is shown'
        : `${count} namespaces are shown`;
  return (
    <Popover
      label="Limited view"
      side="right"
      align="end"
      className="w-80 p-3"
      trigger={
        <button
          type="button"
          aria-label={words}
          title={words}
          className="flex h-6 w-full items-center gap-2 rounded-control px-2 text-left text-xs hover:bg-raised folded:justify-center"
        >
          <Eye aria-hidden="true" className="size-3.5 shrink-0 text-text-3" />
          <span className="min-w-0 truncate text-text-2 folded:hidden">{words}</span>
        </button>
      }
    >
      <div className="grid gap-2 text-sm">
        <p className="font-semibold">Your rights in the cluster limit what is shown</p>
        <p className="max-h-48 overflow-y-auto break-words text-text-2">
          {count === 0 ? 'There is no namespace whose pods or services you may list.' : namespaces.join(', ')}
        </p>
        <p className="text-text-3 text-xs">
          Metrics and traces are those of these namespaces. What they exchange with others is shown with
          “(other)” at the far end. Changes of your rights take effect within a minute.
        </p>
      </div>
    </Popover>
  );
}
