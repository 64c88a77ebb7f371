/** A small label for a state or a count. Colour is never its only cue: give health tones an icon or a word. */
import type { ComponentProps } from 'react';
import { classNames } from './class-names';

export type PillTone = 'neutral' | 'accent' | 'healthy' | 'degraded' | 'failing' | 'idle' | 'outline';

const TONES: Record<PillTone, string> = {
  neutral: 'bg-raised text-text-2',
  accent: 'bg-accent-wash text-accent',
  healthy: 'bg-healthy-wash text-healthy',
  degraded: 'bg-degraded-wash text-degraded',
  failing: 'bg-failing-wash text-failing',
  // The token itself is too light for text on its own wash.
  idle: 'bg-idle-wash text-text-2',
  outline: 'border border-line bg-surface text-text-2',
};

export interface PillProps extends ComponentProps<'span'> {
  tone?: PillTone;
}

export function Pill({ tone = 'neutral', className, ...rest }: PillProps) {
  return (
    <span
      className={classNames(
        'inline-flex h-5 shrink-0 items-center gap-1 whitespace-nowrap rounded-full px-2 font-medium text-2xs tabular-nums [&_svg]:size-3',
        TONES[tone],
        className,
      )}
      {...rest}
    />
  );
}

/** A version or kind beside a name: square, quieter than a pill. */
export function Tag({ className, ...rest }: ComponentProps<'span'>) {
  return (
    <span
      className={classNames(
        'inline-flex h-[18px] shrink-0 items-center whitespace-nowrap rounded-tag border border-line px-1.5 font-medium text-2xs text-text-2',
        className,
      )}
      {...rest}
    />
  );
}
