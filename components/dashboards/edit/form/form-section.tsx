/** Fields that belong together, under a heading. */
import type { ReactNode } from 'react';

export function FormSection({
  title,
  action,
  children,
}: {
  readonly title: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section aria-label={title} className="grid gap-2.5 border-line border-b px-4 py-3 last:border-b-0">
      <div className="flex min-h-6 items-center">
        <h3 className="flex-1 font-semibold text-sm">{title}</h3>
        {action}
      </div>
      {children}
    </section>
  );
}

/** Two fields beside each other. */
export function FieldPair({ children }: { readonly children: ReactNode }) {
  return <div className="grid grid-cols-2 items-start gap-2.5">{children}</div>;
}
