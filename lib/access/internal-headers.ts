/** Request headers that this server sets for itself, over anything a client sent under their names. */

/** Path and query of the page asked for: a layout is not told them. Set by `proxy.ts`. */
export const PATH_HEADER = 'x-periplus-path';

/** The socket's address. Set by `client-address.ts`. */
export const PEER_HEADER = 'x-periplus-peer';
