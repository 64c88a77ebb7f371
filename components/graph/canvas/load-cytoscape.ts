/** What draws the picture arrives while the server works on the answer, so that neither waits for the other. */

type Cytoscape = typeof import('cytoscape');

let loading: Promise<Cytoscape> | null = null;

/** Loads it once; after a failure the next call tries again. */
export function loadCytoscape(): Promise<Cytoscape> {
  loading ??= import('cytoscape').then(
    (module) => module.default,
    (error: unknown) => {
      loading = null;
      throw error;
    },
  );
  return loading;
}

/** Begins to load it; a failure is nobody's concern before it is needed. */
export function prepareCytoscape(): void {
  loadCytoscape().catch(() => undefined);
}
