/** Traffic as figures: what an edge, a node or a box carries. Rates are per second. */
import { z } from 'zod';

/** One row of "rate by code and flag". `code` is the HTTP status, '0' when there was no response, '' where codes are not told. */
export const codeRateSchema = z.object({
  code: z.string(),
  /** gRPC status 0..16 as text, null for HTTP. */
  grpcStatus: z.string().nullable(),
  /** Envoy's response flags, '-' for none. */
  flags: z.string(),
  host: z.string().nullable(),
  ratePerSecond: z.number(),
});
export type CodeRate = z.infer<typeof codeRateSchema>;

/** HTTP and gRPC requests of an edge, or summed over a node's or a box's edges. */
export const requestTrafficSchema = z.object({
  requestsPerSecond: z.number(),
  /** Headline errors: 5xx + no response + gRPC non-OK, without injected ones. */
  errorsPerSecond: z.number(),
  /** 4xx, beside the headline. */
  clientErrorsPerSecond: z.number(),
  serverErrorsPerSecond: z.number(),
  noResponsePerSecond: z.number(),
  grpcErrorsPerSecond: z.number(),
  /** Responses made up by a fault rule (flag FI). */
  injectedPerSecond: z.number(),
  /** Requests delayed by a fault rule (flag DI); no failure. */
  delayedPerSecond: z.number(),
  codes: z.array(codeRateSchema),
});
export type RequestTraffic = z.infer<typeof requestTrafficSchema>;

export const tcpTrafficSchema = z.object({
  /** Bytes from the client to the server: Istio's istio_tcp_received_bytes_total (its names are the proxy's view). */
  sentBytesPerSecond: z.number(),
  /** Bytes from the server back to the client: istio_tcp_sent_bytes_total. */
  receivedBytesPerSecond: z.number(),
  connectionsOpenedPerSecond: z.number(),
  /** Refused, or never established; among those opened where the proxy counts attempts. */
  connectionsFailedPerSecond: z.number(),
  /** Why, by Envoy's or ztunnel's flags (`UF`, `DENY`, `CONNECT`, …), most frequent first. */
  failures: z.array(z.object({ flags: z.string(), ratePerSecond: z.number() })),
});
export type TcpTraffic = z.infer<typeof tcpTrafficSchema>;

/** Messages of gRPC streams, per second: sent by the client, received by the client. */
export const messageTrafficSchema = z.object({
  sentPerSecond: z.number(),
  receivedPerSecond: z.number(),
});
export type MessageTraffic = z.infer<typeof messageTrafficSchema>;
