/** The checks that concern objects of many kinds. */
import type { Check } from '@/lib/config/analysis/check';
import { annotationMisplaced, annotationStage, annotationUnknown, annotationValue } from './annotations';
import { exportTo } from './export-to';
import { sameWorkload } from './same-workload';
import { selectorEmpty } from './selector-empty';
import { severalWithoutSelector } from './several-without-selector';
import { statusCondition } from './status-condition';

export const GENERAL_CHECKS: readonly Check[] = [
  exportTo,
  severalWithoutSelector,
  sameWorkload,
  selectorEmpty,
  statusCondition,
  annotationUnknown,
  annotationMisplaced,
  annotationValue,
  annotationStage,
];
