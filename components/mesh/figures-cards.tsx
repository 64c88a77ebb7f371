'use client';
/** The cards of the mesh page that are told by the control plane's metrics: versions and certificates. */
import { useQuery } from '@tanstack/react-query';
import { controlPlaneQuery } from '@/components/overview/control-plane-query';
import { expiresText, versionsText } from '@/components/overview/control-plane-words';
import { versionSkew } from '@/components/overview/version-skew';
import { useScope } from '@/components/shell/scope';
import { HealthIcon } from '@/components/ui/health-icon';
import { RowsCard } from './rows-card';

/** Those that end first tell whether renewing works; more of them tell no more. */
const MOST_CERTIFICATES = 6;
/** Istio renews half a day before the end; within the last hour something is wrong. */
const SOON_SECONDS = 3600;

/** The component that istiod calls itself. */
const CONTROL_PLANE = 'pilot';

export function FiguresCards() {
  const { data } = useQuery(controlPlaneQuery(useScope()));
  const figures = data?.controlPlane?.figures;
  if (data === undefined || figures === undefined) return null;
  const { versions, rootCertificateExpiresSeconds: root, workloadCertificates } = figures;
  const planes = versions.flatMap(({ component, version }) => (component === CONTROL_PLANE ? [version] : []));
  return (
    <>
      <RowsCard
        title="Versions"
        note={versionsText(versions).text}
        nothing="Nothing tells its version."
        rows={versions.map(({ component, version, count }) => ({
          key: `${component}/${version}`,
          left: <Version component={component} version={version} planes={planes} />,
          right: count,
        }))}
      />
      <CertificatesCard root={root} workloads={workloadCertificates} nowSeconds={data.window.toSeconds} />
    </>
  );
}

interface VersionProps {
  readonly component: string;
  readonly version: string;
  /** Versions of the control planes. */
  readonly planes: readonly string[];
}

function Version({ component, version, planes }: VersionProps) {
  if (component === CONTROL_PLANE) return <>control plane {version}</>;
  const skew = versionSkew(version, planes);
  return (
    <span title={skew === null ? undefined : `${component} ${version}: ${skew.text}`}>
      {skew?.isSupported === false && (
        <HealthIcon kind="degraded" label="too far apart" className="mr-1.5 inline size-3.5" />
      )}
      {component} {version} {skew !== null && <span className="text-text-3">{skew.text}</span>}
    </span>
  );
}

interface CertificatesCardProps {
  /** Unix seconds, as all here. */
  readonly root: number | null;
  readonly workloads: readonly {
    readonly namespace: string;
    readonly pod: string;
    readonly expiresSeconds: number;
  }[];
  readonly nowSeconds: number;
}

function CertificatesCard({ root, workloads, nowSeconds }: CertificatesCardProps) {
  const until = (seconds: number) => expiresText(seconds - nowSeconds);
  const further = workloads.slice(MOST_CERTIFICATES);
  const next = further[0];
  return (
    <RowsCard
      title="Certificates"
      note="of workloads those that end first"
      nothing="No metric tells when certificates end."
      rows={[
        ...(root === null ? [] : [{ key: 'root', left: 'Root certificate', right: until(root) }]),
        ...workloads.slice(0, MOST_CERTIFICATES).map(({ namespace, pod, expiresSeconds }) => ({
          key: `${namespace}/${pod}`,
          left: (
            <>
              {expiresSeconds - nowSeconds < SOON_SECONDS && (
                <HealthIcon kind="degraded" label="ends soon" className="mr-1.5 inline size-3.5" />
              )}
              {pod} <span className="text-text-3">{namespace}</span>
            </>
          ),
          right: until(expiresSeconds),
        })),
        ...(next === undefined
          ? []
          : [
              {
                key: 'further',
                left: <span className="text-text-3">The others</span>,
                right: `${until(next.expiresSeconds)} or later`,
              },
            ]),
      ]}
    />
  );
}
