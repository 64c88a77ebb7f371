/** A script of ours that stands in a document and runs where the parser meets it. On the server only. */
import { headers } from 'next/headers';

interface DocumentOnlyScriptProps {
  /** With no `<` in it, which could end the element. */
  readonly text: string;
}

/** Nothing where there is no document: the page's scripts are there already, and need no help. */
export async function DocumentOnlyScript({ text }: DocumentOnlyScriptProps) {
  const asked = await headers();
  if (asked.get('accept')?.includes('text/html') !== true) return null;
  return (
    <script
      nonce={asked.get('x-nonce') ?? undefined}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: a text of ours, escaped for where it stands
      dangerouslySetInnerHTML={{ __html: text }}
    />
  );
}
