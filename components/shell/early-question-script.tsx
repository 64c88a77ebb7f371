/** Asks early, from the document itself. On the server only. */
import { headers } from 'next/headers';
import { type EarlyQuestion, earlyQuestionScript } from './early-question';

/** Stands in a page whose first question is known from its address. */
export async function EarlyQuestionScript(question: EarlyQuestion) {
  const asked = await headers();
  // Without a document there is nothing to be early for: the scripts are there, and ask at once.
  if (asked.get('accept')?.includes('text/html') !== true) return null;
  return (
    <script
      nonce={asked.get('x-nonce') ?? undefined}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: two texts of ours, escaped for where they stand
      dangerouslySetInnerHTML={{ __html: earlyQuestionScript(question) }}
    />
  );
}
