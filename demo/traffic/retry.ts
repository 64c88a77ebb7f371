/** Which answers a proxy tries again (https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/router_filter#x-envoy-retry-on). */
import type { Answer } from './hop';

const GRPC_CONDITIONS: Readonly<Record<string, string>> = {
  cancelled: '1',
  'deadline-exceeded': '4',
  internal: '13',
  'resource-exhausted': '8',
  unavailable: '14',
};

/** `retryOn` as written in the rule; a bare number is a status that is tried again. */
export function isRetriable(retryOn: readonly string[], answer: Answer): boolean {
  const timedOut = answer.flags.includes('UT');
  return retryOn.some((condition) => {
    if (condition === '5xx') return answer.code >= 500 || timedOut;
    if (condition === 'gateway-error') return (answer.code >= 502 && answer.code <= 504) || timedOut;
    if (condition === 'reset') return answer.flags.includes('UC') || timedOut;
    if (condition === 'retriable-4xx') return answer.code === 409;
    const grpcStatus = GRPC_CONDITIONS[condition];
    if (grpcStatus !== undefined) return answer.grpcStatus === grpcStatus;
    return /^\d{3}$/.test(condition) && Number(condition) === answer.code;
  });
}
