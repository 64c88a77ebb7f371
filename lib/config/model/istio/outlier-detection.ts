/** Takes pods that fail out of the rotation for a while. */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { count, duration, int32 } from '@/lib/config/model/field-types';
import { refuse } from './rules';

const inARow = count.nullable();
const perCent = z.int().min(0).max(100);

export const outlierDetection = z
  .strictObject({
    consecutive5xxErrors: field(inARow, '5xx answers in a row that eject a pod; 0 switches it off.', {
      default: '5',
    }).optional(),
    consecutiveGatewayErrors: field(inARow, '502, 503 or 504 in a row that eject a pod; 0 switches it off.', {
      default: '0',
    }).optional(),
    consecutiveErrors: field(int32.min(0), 'Errors in a row that eject a pod.', {
      deprecated: 'use consecutiveGatewayErrors or consecutive5xxErrors',
    }).optional(),
    splitExternalLocalOriginErrors: field(
      z.boolean(),
      'Tells failures of the caller’s own side (connection refused, timeout) from answers with an error.',
      { default: 'false' },
    ).optional(),
    consecutiveLocalOriginFailures: field(
      inARow,
      'Failures of the own side in a row that eject a pod; needs splitExternalLocalOriginErrors.',
      { default: '5' },
    ).optional(),
    interval: field(duration, 'Time between two looks at all pods.', { default: '10s' }).optional(),
    baseEjectionTime: field(duration, 'Shortest time out; it is multiplied by the number of ejections.', {
      default: '30s',
    }).optional(),
    maxEjectionPercent: field(perCent, 'Most pods that may be out at once, per cent; one always may.', {
      default: '10',
    }).optional(),
    minHealthPercent: field(
      perCent,
      'Below this share of healthy pods everything is called again, per cent.',
      {
        default: '0',
      },
    ).optional(),
  })
  .check((checked) => {
    const { consecutiveLocalOriginFailures, splitExternalLocalOriginErrors } = checked.value;
    if ((consecutiveLocalOriginFailures ?? 0) === 0 || splitExternalLocalOriginErrors === true) return;
    const message = 'counted only with splitExternalLocalOriginErrors: true';
    refuse(checked, 'PER0061', message, ['consecutiveLocalOriginFailures']);
  });
