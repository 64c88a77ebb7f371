/**
 * The document around every page: fonts, the look, the theme before the first paint, and the
 * nonce of the page's Content-Security-Policy for the parts that need it.
 */
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './globals.css';
import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { DOCUMENT_SCRIPT } from '@/components/shell/document-script';
import { NonceProvider } from '@/components/shell/nonce';

export const metadata: Metadata = {
  title: { default: 'Periplus', template: '%s · Periplus' },
  description: 'The traffic, traces and configuration of a service mesh.',
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#141d2b' },
  ],
};

/** Cytoscape adds this rule by an inline style element, which the policy forbids, unless one with this id is there. */
const CYTOSCAPE_STYLE = '.__________cytoscape_container { position: relative; }';

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        <script
          nonce={nonce}
          suppressHydrationWarning
          // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, not data
          dangerouslySetInnerHTML={{ __html: DOCUMENT_SCRIPT }}
        />
        <style
          id="__________cytoscape_stylesheet"
          nonce={nonce}
          suppressHydrationWarning
          // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, not data
          dangerouslySetInnerHTML={{ __html: CYTOSCAPE_STYLE }}
        />
      </head>
      <body>
        <NonceProvider nonce={nonce}>{children}</NonceProvider>
      </body>
    </html>
  );
}
