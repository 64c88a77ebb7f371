/** The cluster's word on a token, as signing in needs it. */

/** As the API server knows whoever holds a token. */
export interface TokenOwner {
  readonly name: string;
  readonly groups: readonly string[];
}

export interface TokenReviewer {
  /**
   * Asks the API server with the token itself whose it is. Throws `Fault`: `unauthenticated` where it refuses the
   * token, `source-unreachable`, `source-timeout` or `source-rejected` where it cannot be asked.
   */
  review(token: string, signal?: AbortSignal): Promise<TokenOwner>;
}
