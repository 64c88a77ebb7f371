/** The port through which logs of containers are read, as bytes: what a line is and means is decided here. */

export interface PodLogRequest {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  /** The log of the container before its last restart. */
  readonly previous: boolean;
  /** Goes on with what is written from now on. */
  readonly follow: boolean;
  /** The last so many lines; null = all that are kept. */
  readonly tailLines: number | null;
  /** Unix seconds; null = from the beginning. */
  readonly sinceSeconds: number | null;
  /** The most that is sent, in bytes; null = no limit. */
  readonly limitBytes: number | null;
}

/** Throws `Fault`: `forbidden` with the role that is missing, `not-found`, `bad-request` in Kubernetes' words, `source-…`. */
export interface PodLogPort {
  /**
   * Begins to read. Every line starts with its instant in RFC 3339 and a space, as the container runtime wrote it.
   * What it gives throws when the connection breaks; aborting the signal ends it, upstream too.
   */
  open(request: PodLogRequest, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
}
