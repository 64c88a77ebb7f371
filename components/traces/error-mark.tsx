/** The octagon of failure: filled where the thing itself failed, hollow where something below it did. */
import { classNames } from '@/components/ui/class-names';

export interface ErrorMarkProps {
  own: boolean;
  /** Said to screen readers; without it the mark is decoration beside text that says so. */
  label?: string;
  className?: string;
}

export function ErrorMark({ own, label, className }: ErrorMarkProps) {
  return (
    <span className={classNames('inline-flex size-3.5 shrink-0', className)}>
      <svg viewBox="0 0 14 14" aria-hidden="true" className="size-full">
        {own ? (
          <>
            <path d="M4.4.8h5.2l3.6 3.6v5.2l-3.6 3.6H4.4L.8 9.6V4.4z" className="fill-failing" />
            <path d="M7 3.8v3.8M7 10v.1" className="stroke-surface" strokeWidth="1.7" strokeLinecap="round" />
          </>
        ) : (
          <path
            d="M4.6 1.4h4.8l3.2 3.2v4.8l-3.2 3.2H4.6L1.4 9.4V4.6z"
            fill="none"
            className="stroke-failing"
            strokeWidth="1.5"
          />
        )}
      </svg>
      {label !== undefined && <span className="sr-only">{label}</span>}
    </span>
  );
}
