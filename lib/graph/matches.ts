/** What an expression of the find language is true of: ids of nodes and edges of an answer. */
export interface GraphMatches {
  readonly nodes: ReadonlySet<string>;
  readonly edges: ReadonlySet<string>;
}
