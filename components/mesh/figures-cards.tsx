'use client';
/** The cards of the mesh page that are told by the control plane's metrics: versions and certificates. */
import { useQuery } from '@tanstack/react-query';
import { controlPlaneQuery } from '@/components/overview/control-plane-query';
import { expiresText, versionsText } from '@/components/overview/control-plane-words';
import { useScope } from '@/components/shell/scope';
import { RowsCard } from './rows-card';

export function FiguresCards() {
  const { data } = useQuery(controlPlaneQuery(useScope()));
  const figures = data?.controlPlane?.figures;
  if (data === undefined || figures === undefined) return null;
  const { versions, rootCertificateExpiresSeconds: root, workloadCertificates } = figures;
  const until = (seconds: number) => expiresText(seconds - data.window.toSeconds);
  return (
    <>
      <RowsCard
        title="Versions"
        note={versionsText(versions).text}
        nothing="Nothing tells its version."
        rows={versions.map(({ component, version, count }) => ({
          key: `${component}/${version}`,
          left: `${component === 'pilot' ? 'control plane' : component} ${version}`,
          right: count,
        }))}
      />
      <RowsCard
        title="Certificates"
        note="the nearest end first"
        nothing="No metric tells when certificates end."
        rows={[
          ...(root === null ? [] : [{ key: 'root', left: 'Root certificate', right: until(root) }]),
          ...workloadCertificates.map(({ namespace, pod, expiresSeconds }) => ({
            key: `${namespace}/${pod}`,
            left: `${pod} ${namespace}`,
            right: until(expiresSeconds),
          })),
        ]}
      />
    </>
  );
}
