/** The shape of what comes, shown only when it takes longer than 150 ms. Give it the size of the real thing. */
import { classNames } from './class-names';

export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={classNames('skeleton block', className)} />;
}
