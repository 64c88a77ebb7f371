'use client';
/** Limits on the way: timeout, retries, circuit breaker, ejection, and what is done to headers. */
import type { ReactNode } from 'react';
import { destinationText, secondsText } from '@/lib/config/simulation/answer/words';
import type { Destination, Forwarding, Limits, Place, RouteAnswer } from '@/lib/config/simulation/contract';
import { PlaceLink } from './place-link';
import { SectionTitle } from './section-title';

export function LimitsView({ route }: { route: RouteAnswer }) {
  const { forwarding, places, destinations } = route;
  if (forwarding === null) return null;
  const { timeoutSeconds, retries, headers, corsOrigins } = forwarding;
  const tried = retries.perTryTimeoutSeconds;
  return (
    <section className="border-line border-t px-4 py-3">
      <SectionTitle title="Limits on the way" />
      <dl className="grid grid-cols-[repeat(auto-fit,minmax(150px,1fr))] gap-x-4 gap-y-3">
        <Limit title="Timeout" place={places.timeout}>
          {timeoutSeconds === null ? <Quiet>none</Quiet> : <Figure>{secondsText(timeoutSeconds)}</Figure>}
        </Limit>
        <Limit title="Retries" place={places.retries}>
          {retries.attempts === 0 ? <Quiet>none</Quiet> : <Figure>{retries.attempts}</Figure>}
          {retries.attempts > 0 && (
            <Quiet title={retries.retryOn.join(', ')}>
              {retries.isDefault ? "Istio's default" : `on ${retries.retryOn.slice(0, 2).join(', ')}`}
              {tried !== null && `, ${secondsText(tried)} each`}
            </Quiet>
          )}
        </Limit>
        {destinations.map((destination, at) => (
          <DestinationLimits
            // Two destinations may be the same host and subset.
            // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list
            key={at}
            destination={destination}
            isOnly={destinations.length === 1}
          />
        ))}
        <HeaderLimits title="Headers changed" headers={headers} place={places.headers} />
        {corsOrigins !== null && (
          <Limit title="CORS" place={places.route}>
            <Quiet>browsers on {corsOrigins.join(', ') || 'no origin'}</Quiet>
          </Limit>
        )}
      </dl>
    </section>
  );
}

function DestinationLimits({ destination, isOnly }: { destination: Destination; isOnly: boolean }) {
  const { limits, headers } = destination;
  const of = isOnly ? '' : ` of ${destinationText(destination)}`;
  const { outlierDetection: outlier, loadBalancer, hashedBy } = limits;
  const pool = poolTexts(limits);
  return (
    <>
      <Limit title={`Circuit breaker${of}`} place={limits.poolPlace}>
        <Quiet>{pool.length === 0 ? 'none' : pool.join(', ')}</Quiet>
      </Limit>
      <Limit title={`Outlier ejection${of}`} place={limits.outlierPlace}>
        {outlier === null ? (
          <Quiet>none</Quiet>
        ) : (
          <>
            <Figure>{outlier.consecutive5xxErrors || outlier.consecutiveGatewayErrors}</Figure>
            <Quiet>
              errors in a row, out for {secondsText(outlier.baseEjectionSeconds)}, at most{' '}
              {outlier.maxEjectionPercent} %
            </Quiet>
          </>
        )}
      </Limit>
      {(loadBalancer !== 'LEAST_REQUEST' || hashedBy !== null) && (
        <Limit title={`Load balancer${of}`} place={destination.rule}>
          <Quiet>{hashedBy === null ? loadBalancer : `by hash of ${hashedBy}`}</Quiet>
        </Limit>
      )}
      <HeaderLimits title={`Headers changed${of}`} headers={headers} place={null} />
    </>
  );
}

function poolTexts({ connectionPool: pool }: Limits): readonly string[] {
  if (pool === null) return [];
  const parts: readonly (readonly [number | null, string])[] = [
    [pool.maxConnections, 'connections'],
    [pool.http1MaxPendingRequests, 'pending'],
    [pool.http2MaxRequests, 'requests at once'],
    [pool.maxRequestsPerConnection, 'per connection'],
    [pool.maxRetries, 'retries at once'],
  ];
  const texts = parts.flatMap(([number, what]) => (number === null ? [] : [`${number} ${what}`]));
  const { connectTimeoutSeconds } = pool;
  return connectTimeoutSeconds === null
    ? texts
    : [...texts, `${secondsText(connectTimeoutSeconds)} to connect`];
}

interface HeaderLimitsProps {
  title: string;
  headers: Forwarding['headers'];
  place: Place | null;
}

function HeaderLimits({ title, headers, place }: HeaderLimitsProps) {
  const texts = [...changeTexts(headers.request, ''), ...changeTexts(headers.response, ' of the answer')];
  if (texts.length === 0) return null;
  return (
    <Limit title={title} place={place}>
      <Quiet>{texts.join('; ')}</Quiet>
    </Limit>
  );
}

function changeTexts({ set, add, remove }: Forwarding['headers']['request'], of: string): readonly string[] {
  return [
    ...Object.entries(set).map(([name, value]) => `${name}${of} set to ${value}`),
    ...Object.entries(add).map(([name, value]) => `${name}: ${value}${of} added`),
    ...remove.map((name) => `${name}${of} removed`),
  ];
}

function Limit({ title, place, children }: { title: string; place: Place | null; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-2xs text-text-3">{title}</dt>
      <dd className="flex flex-wrap items-baseline gap-x-2 text-sm">{children}</dd>
      <dd className="flex min-w-0">
        <PlaceLink place={place} named />
      </dd>
    </div>
  );
}

function Figure({ children }: { children: ReactNode }) {
  return <strong className="font-semibold text-base tabular-nums">{children}</strong>;
}

function Quiet({ children, title }: { children: ReactNode; title?: string }) {
  return (
    <span className="text-text-2 text-xs" title={title}>
      {children}
    </span>
  );
}
