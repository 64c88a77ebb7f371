/** Certificates that end soon, as the control plane's metrics tell. */
import { DAY_SECONDS, type LiveCheck } from './live-check';

const SOON_DAYS = 30;

export const rootCertificate: LiveCheck = {
  code: 'PER1304',
  title: 'Certificate has expired or expires soon',
  condition: `The root certificate of the mesh, by which every workload's certificate is trusted, has ended or ends within ${SOON_DAYS} days; or certificates of workloads could not be issued in this window.`,
  severity: 'warning',
  docs: 'https://istio.io/latest/docs/tasks/security/cert-management/plugin-ca-cert/',
  *run({ controlPlane, nowSeconds }) {
    const expires = controlPlane?.rootCertificateExpiresSeconds ?? null;
    const failures = controlPlane?.certificateFailures ?? 0;
    if (expires !== null && expires - nowSeconds < SOON_DAYS * DAY_SECONDS) {
      const days = Math.floor((expires - nowSeconds) / DAY_SECONDS);
      const when = days < 0 ? 'has expired' : `expires in ${days} ${days === 1 ? 'day' : 'days'}`;
      yield {
        object: null,
        path: [],
        severity: days < 7 ? 'error' : 'warning',
        message: `The root certificate of the mesh ${when}: no workload's certificate is trusted beyond it. Add the next root before, and let it spread.`,
      };
    }
    if (failures > 0) {
      yield {
        object: null,
        path: [],
        message: `${Math.ceil(failures)} certificates were asked for and not issued in this window: proxies whose certificate ends can then speak to nobody. Look at istiod's log.`,
      };
    }
  },
};
