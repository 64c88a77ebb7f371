/** Says why there is nothing, and offers the one thing that helps. */
import type { ReactNode } from 'react';
import { classNames } from './class-names';

export interface EmptyStateProps {
  icon?: ReactNode;
  /** What is missing: "No traffic in the last 10 min". */
  title: string;
  /** Why, and what would change it. */
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
}

export function EmptyState({ icon, title, children, action, className }: EmptyStateProps) {
  return (
    <div className={classNames('grid place-items-center px-6 py-10 text-center', className)}>
      <div className="grid max-w-md justify-items-center gap-1">
        {icon !== undefined && (
          <span
            aria-hidden="true"
            className="mb-2 grid size-10 place-items-center rounded-card bg-raised text-text-3 [&_svg]:size-5"
          >
            {icon}
          </span>
        )}
        <p className="font-semibold text-base">{title}</p>
        {children !== undefined && <div className="text-pretty text-sm text-text-2">{children}</div>}
        {action !== undefined && <div className="mt-3 flex gap-2">{action}</div>}
      </div>
    </div>
  );
}
