/** How the graph's answer splits the calls to Bookinfo's reviews between their versions. */

/** Share of productpage's calls to reviews that one version got. */
export function shareOf(
  answer: {
    nodes: { id: string; app: string | null; version: string | null }[];
    edges: { target: string; requests: { requestsPerSecond: number } | null }[];
  },
  version: string,
): number {
  const nodes = new Map(answer.nodes.map((node) => [node.id, node]));
  let all = 0;
  let own = 0;
  for (const { target, requests } of answer.edges) {
    const node = nodes.get(target);
    if (node?.app !== 'reviews' || node.version === null || requests === null) continue;
    all += requests.requestsPerSecond;
    if (node.version === version) own += requests.requestsPerSecond;
  }
  return own / all;
}
