/** The bell of what alerts name. */
import { BellRing } from 'lucide-react';
import { classNames } from '@/components/ui/class-names';

export interface AlertIconProps {
  readonly state: 'firing' | 'pending';
  readonly className?: string;
}

/** Red while it fires, amber while it waits; whoever cannot tell the colours has the words. */
export function AlertIcon({ state, className }: AlertIconProps) {
  return (
    <BellRing
      aria-hidden="true"
      className={classNames('shrink-0', state === 'firing' ? 'text-failing' : 'text-degraded', className)}
      strokeWidth={2.25}
    />
  );
}
