/** Failures that a rule of a VirtualService injects on purpose. */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { atLeastOne, atMostOne, duration } from '@/lib/config/model/field-types';
import { refuse } from './rules';

/** Envoy counts shares in millionths. */
const SMALLEST_PERCENT = 0.0001;

const share = z
  .number()
  .min(0)
  .max(100)
  .check((checked) => {
    if (checked.value > 0 && checked.value < SMALLEST_PERCENT) {
      refuse(checked, 'PER0033', `a share is 0 or at least ${SMALLEST_PERCENT} per cent`);
    }
  });

/** `{ value: 12.5 }`, per cent. */
export const percent = z.strictObject({
  value: field(share, '0 to 100, fractions allowed.', { default: '0' }).optional(),
});

const GRPC_CODES =
  'OK CANCELLED UNKNOWN INVALID_ARGUMENT DEADLINE_EXCEEDED NOT_FOUND ALREADY_EXISTS PERMISSION_DENIED ' +
  'RESOURCE_EXHAUSTED FAILED_PRECONDITION ABORTED OUT_OF_RANGE UNIMPLEMENTED INTERNAL UNAVAILABLE DATA_LOSS UNAUTHENTICATED';
const GRPC_STATUSES: ReadonlySet<string> = new Set([...GRPC_CODES.split(' '), 'CANCELED']);

const delay = z
  .strictObject({
    fixedDelay: field(duration, 'How long the request waits before it goes on.').optional(),
    percentage: field(percent, 'Share of requests that wait.', { default: '{value: 0}, none' }).optional(),
    percent: field(z.int().min(0).max(100), 'Share of requests, whole per cent.', {
      deprecated: 'use percentage',
    }).optional(),
    exponentialDelay: field(z.string(), 'Mean of a wait that varies.', {
      deprecated: 'not supported; use fixedDelay',
    }).optional(),
  })
  .check((checked) => {
    const { fixedDelay, exponentialDelay } = checked.value;
    if (exponentialDelay !== undefined) {
      refuse(checked, 'PER0045', 'waits that vary are not supported; use fixedDelay', ['exponentialDelay']);
    } else if (fixedDelay === undefined) {
      refuse(checked, 'PER0055', 'fixedDelay is missing, so nothing waits');
    }
  });

const grpcStatus = z.string().check((checked) => {
  if (GRPC_STATUSES.has(checked.value)) return;
  refuse(checked, 'PER0045', `"${checked.value}" is no gRPC status; write its name, for example UNAVAILABLE`);
});

const abort = z
  .strictObject({
    httpStatus: field(
      z.int().min(200).max(600),
      'HTTP status of the injected answer, 200 to 599.',
    ).optional(),
    grpcStatus: field(grpcStatus, 'gRPC status of the injected answer by name, e.g. UNAVAILABLE.').optional(),
    http2Error: field(z.string(), 'HTTP/2 error of the injected answer.', {
      deprecated: 'not supported; use httpStatus or grpcStatus',
    }).optional(),
    percentage: field(percent, 'Share of requests that are answered so.', {
      default: '{value: 0}, none',
    }).optional(),
  })
  .check(atMostOne('httpStatus', 'grpcStatus', 'http2Error'))
  .check((checked) => {
    const { httpStatus, grpcStatus: status, http2Error } = checked.value;
    if (http2Error !== undefined) {
      refuse(checked, 'PER0045', 'HTTP/2 errors are not supported; use httpStatus or grpcStatus', [
        'http2Error',
      ]);
    } else if (httpStatus === undefined && status === undefined) {
      refuse(checked, 'PER0046', 'without httpStatus or grpcStatus nothing is injected');
    }
  });

export const fault = z
  .strictObject({
    delay: field(delay, 'Makes requests wait.').optional(),
    abort: field(abort, 'Answers in place of the destination.').optional(),
  })
  .check(atLeastOne('delay', 'abort'));
