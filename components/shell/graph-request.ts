/** How a graph is asked for: the same words in the page's scripts and in the document that asks before them. */

export const GRAPH_COLUMNS = 'application/vnd.periplus.graph';
export const GRAPH_ACCEPT = `${GRAPH_COLUMNS}, application/json;q=0.5`;

/** `params` are those of `GET /api/graph`. */
export function graphPath(params: string): string {
  return `/api/graph?${params}`;
}
