/**
 * What a control plane says about itself, in the field's words: who is connected, what was pushed and refused, its
 * certificates and versions. A port; each figure is null where the source has no such metric.
 */
import { z } from 'zod';
import type { TimeWindow } from '@/lib/mesh/time-window';

const figure = z.number().nullable();

export const controlPlaneFiguresSchema = z.object({
  /** Processes of the control plane. */
  instances: figure,
  /** What runs where: component (`pilot`, `proxy`, `ztunnel`), its version, and how many of it. */
  versions: z.array(z.object({ component: z.string(), version: z.string(), count: z.number() })),
  proxiesConnected: figure,
  pushesPerSecond: figure,
  /** Pushes in the window that could not be made or sent. */
  pushErrors: figure,
  /** Pushes in the window that proxies refused, by type (`cds`, `eds`, `lds`, `rds`), most first. */
  rejections: z.array(z.object({ type: z.string(), count: z.number() })),
  /** From a change until its proxies have it, milliseconds. */
  convergenceMs: z.object({ p50: figure, p99: figure }),
  /** Objects in the window that the control plane refused. */
  configRejections: figure,
  /** Changes of mesh configuration in the window that the control plane saw. */
  configChanges: figure,
  services: figure,
  virtualServices: figure,
  /** Unix seconds. */
  rootCertificateExpiresSeconds: figure,
  /** The certificates of proxies that end first, the nearest end first, Unix seconds; empty = not told. */
  workloadCertificates: z.array(
    z.object({ namespace: z.string(), pod: z.string(), expiresSeconds: z.number() }),
  ),
  /** Certificates in the window that were asked for and not issued. */
  certificateFailures: figure,
  /** Pods in the window whose sidecar could not be injected. */
  injectionFailures: figure,
});
export type ControlPlaneFigures = z.infer<typeof controlPlaneFiguresSchema>;

export interface ControlPlaneQuery {
  readonly window: TimeWindow;
  readonly signal?: AbortSignal | undefined;
}

export interface ControlPlaneAnswer {
  /** null = the source has no metrics of a control plane. */
  readonly figures: ControlPlaneFigures | null;
  readonly warnings: readonly string[];
}

/** Throws `Fault` when the source cannot be asked. */
export interface ControlPlanePort {
  read(query: ControlPlaneQuery): Promise<ControlPlaneAnswer>;
}
