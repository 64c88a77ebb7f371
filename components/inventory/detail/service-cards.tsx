/** Ports and endpoints of a service. */
import { Card, CardHeader } from '@/components/ui/card';
import { HealthIcon } from '@/components/ui/health-icon';
import type { SubjectAnswer } from '@/lib/insight/inventory/subject-contract';

type Service = NonNullable<SubjectAnswer['service']>;

export function PortsCard({ ports }: { ports: Service['ports'] }) {
  return (
    <Card aria-label="Ports">
      <CardHeader title="Ports" note={ports.length} />
      <ul>
        {ports.map((port) => (
          <li
            key={`${port.port} ${port.transport}`}
            className="grid grid-cols-[72px_minmax(0,1fr)_auto] gap-3 border-line border-t px-3 py-1.5 text-sm"
          >
            <span className="font-medium tabular-nums">{port.port}</span>
            <span className="truncate text-text-2">{port.name ?? 'without a name'}</span>
            <span
              className="text-text-2"
              title={
                port.protocol === null
                  ? 'Neither name nor appProtocol says it: Istio finds out by looking'
                  : undefined
              }
            >
              {port.protocol ?? 'found out'}
              {port.target !== null && <span className="text-text-3"> → {port.target}</span>}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

export function EndpointsCard({ endpoints }: { endpoints: Service['endpoints'] }) {
  return (
    <Card aria-label="Endpoints">
      <CardHeader title="Endpoints" note={endpoints?.length ?? ''} />
      {endpoints === null || endpoints.length === 0 ? (
        <p className="border-line border-t px-3 py-2 text-pretty text-sm text-text-2">
          {endpoints === null
            ? 'The source of configuration holds neither endpoint slices nor pods.'
            : 'Nothing answers for it.'}
        </p>
      ) : (
        <ul>
          {endpoints.map(({ address, ready, node, pod }) => (
            <li
              key={`${address} ${pod}`}
              className="grid grid-cols-[14px_112px_minmax(0,1fr)_auto] items-center gap-2 border-line border-t px-3 py-1 text-sm"
            >
              <HealthIcon
                kind={ready === null ? 'unknown' : ready ? 'healthy' : 'failing'}
                label={ready === true ? 'ready' : 'not ready'}
                className="size-3.5"
              />
              <span className="font-mono text-xs">{address}</span>
              <span className="truncate font-mono text-text-2 text-xs" title={pod ?? undefined}>
                {pod}
              </span>
              <span className="text-text-3 text-xs">{node}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
