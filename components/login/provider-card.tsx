/** Signing in at a provider: one button that leads there. */
import { Button } from '@/components/ui/button';
import { withBasePath } from '@/lib/http/base-path';
import { LOGIN_BUTTON, LOGIN_CARD } from './login-frame';
import { RefusalNote, type RefusalWords } from './refusal-note';

export interface ProviderCardProps {
  /** Host of the provider. */
  readonly host: string;
  readonly next: string;
  readonly refused: RefusalWords | null;
}

export function ProviderCard({ host, next, refused }: ProviderCardProps) {
  const search = next === '/' ? '' : `?next=${encodeURIComponent(next)}`;
  return (
    <div className={LOGIN_CARD}>
      {refused !== null && <RefusalNote words={refused} />}
      <p className="text-sm text-text-2">
        You sign in at <span className="break-all font-medium text-text">{host}</span> and come back here.
      </p>
      <Button asChild variant="primary" size="md" className={LOGIN_BUTTON}>
        {/* A plain link: another site answers, so there is nothing to fetch ahead. */}
        <a href={withBasePath(`/api/session/oidc${search}`)}>Sign in</a>
      </Button>
    </div>
  );
}
