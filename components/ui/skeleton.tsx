/** The shape of what comes, shown only when it takes longer than 150 ms. Give it the size of the real thing. */
import { classNames } from './class-names';

export interface SkeletonProps {
  className?: string;
  /** There at once and at rest: where hundreds stand side by side, as in the cells of a list. */
  isStill?: boolean;
}

export function Skeleton({ className, isStill = false }: SkeletonProps) {
  return <span aria-hidden="true" className={classNames('skeleton block', isStill && 'still', className)} />;
}
