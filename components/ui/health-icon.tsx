/** Health as icon and colour together: check, triangle, octagon, dash. */
import {
  CircleCheck,
  CircleMinus,
  CircleQuestionMark,
  type LucideIcon,
  OctagonAlert,
  TriangleAlert,
} from 'lucide-react';
import type { Health } from '@/lib/health/contract';
import { classNames } from './class-names';

export type HealthKind = Health['kind'];

const ICONS: Record<HealthKind, LucideIcon> = {
  healthy: CircleCheck,
  degraded: TriangleAlert,
  failing: OctagonAlert,
  idle: CircleMinus,
  unknown: CircleQuestionMark,
};

/** The text colour of each kind. */
export const HEALTH_TEXT: Record<HealthKind, string> = {
  healthy: 'text-healthy',
  degraded: 'text-degraded',
  failing: 'text-failing',
  idle: 'text-idle',
  unknown: 'text-idle',
};

export interface HealthIconProps {
  kind: HealthKind;
  /** In place of the kind's own word; '' where the word stands beside it already. */
  label?: string;
  className?: string;
}

export function HealthIcon({ kind, label = kind, className }: HealthIconProps) {
  const Icon = ICONS[kind];
  const classes = classNames('size-4 shrink-0', HEALTH_TEXT[kind], className);
  if (label === '') return <Icon aria-hidden="true" className={classes} />;
  return <Icon role="img" aria-label={label} className={classes} />;
}
