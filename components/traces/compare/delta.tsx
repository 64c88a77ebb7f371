/** A difference with its sign: more time reads amber, less green, and the sign says it without the colour. */
import { classNames } from '@/components/ui/class-names';
import { quantity } from '@/lib/mesh/quantity';

export interface DeltaProps {
  /** Nanoseconds; null where there is nothing to compare. */
  ns: number | null;
  /** Too little to be worth a colour. */
  quiet?: boolean;
  className?: string;
}

export function Delta({ ns, quiet = false, className }: DeltaProps) {
  if (ns === null || Math.round(ns) === 0) {
    return (
      <span
        className={classNames('text-text-3', className)}
        title={ns === null ? 'Only in one of them' : 'No difference'}
      >
        –
      </span>
    );
  }
  const written = quantity(Math.abs(ns) / 1000, 'us');
  const sign = ns > 0 ? '+' : '−';
  return (
    <span
      title={`${sign}${written.exact}`}
      className={classNames(
        'whitespace-nowrap tabular-nums',
        quiet ? 'text-text-2' : ns > 0 ? 'font-medium text-degraded' : 'font-medium text-healthy',
        className,
      )}
    >
      {sign}
      {written.text}
      <span className="ml-[3px] font-normal text-text-3">{written.unit}</span>
    </span>
  );
}
