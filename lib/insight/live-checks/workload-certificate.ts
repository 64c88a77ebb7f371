/** Certificates of workloads that end without a new one, as the agents beside the proxies tell. */
import { listed } from '@/lib/insight/impact/words';
import type { LiveCheck } from './live-check';

/** Certificates live for a day and are renewed half-way; one this near its end was not renewed. */
const SOON_SECONDS = 3600;
const NAMED = 5;

export const workloadCertificate: LiveCheck = {
  code: 'PER1308',
  title: 'Certificate of a workload has expired or is not renewed',
  condition:
    'By the metric istio_agent_cert_expiry_seconds, the certificate of a proxy has ended, or ends within an hour: it should have been renewed half-way through its life.',
  severity: 'warning',
  docs: 'https://istio.io/latest/docs/concepts/security/#pki',
  *run({ controlPlane, nowSeconds }) {
    const ending = (controlPlane?.workloadCertificates ?? []).filter(
      ({ expiresSeconds }) => expiresSeconds - nowSeconds < SOON_SECONDS,
    );
    const expired = ending.filter(({ expiresSeconds }) => expiresSeconds <= nowSeconds);
    const soon = ending.filter(({ expiresSeconds }) => expiresSeconds > nowSeconds);
    if (expired.length > 0) {
      yield {
        object: null,
        path: [],
        severity: 'error',
        message: `The certificate of ${named(expired)} has expired: mutual TLS with it fails. Look at its proxy's log for why no new one was issued, then restart it.`,
      };
    }
    if (soon.length > 0) {
      yield {
        object: null,
        path: [],
        message: `The certificate of ${named(soon)} ends within an hour and was not renewed. Look at its proxy's log and at istiod's before mutual TLS with it fails.`,
      };
    }
  },
};

function named(pods: readonly { readonly namespace: string; readonly pod: string }[]): string {
  const first = pods.slice(0, NAMED).map(({ namespace, pod }) => `${pod} in ${namespace}`);
  return listed(pods.length > NAMED ? [...first, `${pods.length - NAMED} more`] : first);
}
