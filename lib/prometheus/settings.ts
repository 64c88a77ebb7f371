/** How Prometheus is reached, and how its calls are reported. */
import 'server-only';
import type { FaultCode } from '@/lib/mesh/fault';
import type { LabelMatcher } from './promql';

export interface PrometheusSettings {
  /** Base address with the path prefix, for example `https://metrics.example/prometheus`. */
  readonly url: URL;
  /** Sent with every call (Authorization, tenant); read anew for each, because tokens rotate. */
  readonly headers: Readonly<Record<string, string>>;
  /** Sent with every call, for example Thanos' `dedup`. */
  readonly queryParameters: Readonly<Record<string, string>>;
  /** Certificates to trust instead of the system's, as PEM. */
  readonly caPem: string | null;
  /** How long one query may take. */
  readonly timeoutMs: number;
  /** Put into every selector, where one store holds several meshes. */
  readonly labelMatchers?: readonly LabelMatcher[];
  /** The most of one answer that is read, in bytes after inflation; 64 MB unless said otherwise. */
  readonly maxBodyBytes?: number;
}

export type QueryOutcome = 'ok' | 'partial' | 'cancelled' | FaultCode;

/** Told of every call that went out: how it ended, after how many seconds, and the error or first warning. */
export type ObserveQuery = (outcome: QueryOutcome, seconds: number, detail?: string | null) => void;
