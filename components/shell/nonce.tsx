'use client';
/**
 * The Content-Security-Policy nonce of this page, for the few parts that must add
 * a style element themselves (editor, select lists, scroll locks).
 */
import { createContext, type ReactNode, useContext } from 'react';

const NonceContext = createContext<string | undefined>(undefined);

/** react-style-singleton (scroll lock of modal overlays) reads the nonce from this global. */
declare global {
  var __webpack_nonce__: string | undefined;
}

export function NonceProvider({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  if (typeof window !== 'undefined' && nonce !== undefined) globalThis.__webpack_nonce__ = nonce;
  return <NonceContext value={nonce}>{children}</NonceContext>;
}

/** The nonce to put on style elements; undefined where the page has no policy (unit tests). */
export function useNonce(): string | undefined {
  return useContext(NonceContext);
}
