/** Where nobody signs in here: why the page is not open, and a way to try again. */
import { Button } from '@/components/ui/button';
import { withBasePath } from '@/lib/http/base-path';
import { LOGIN_BUTTON, LOGIN_CARD } from './login-frame';
import { RefusalNote, type RefusalWords } from './refusal-note';

export function NoticeCard({ words, next }: { words: RefusalWords; next: string }) {
  return (
    <div className={LOGIN_CARD}>
      <RefusalNote words={words} />
      <Button asChild size="md" className={LOGIN_BUTTON}>
        <a href={withBasePath(next)}>Try again</a>
      </Button>
    </div>
  );
}
