/** The login page: no frame, nothing of the mesh. */
import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { GoOn } from '@/components/login/go-on';
import { LoginFrame } from '@/components/login/login-frame';
import { NoticeCard } from '@/components/login/notice-card';
import { PasswordForm } from '@/components/login/password-form';
import { ProviderCard } from '@/components/login/provider-card';
import { TokenForm } from '@/components/login/token-form';
import { PROXY_REFUSALS, proxyUser } from '@/lib/access/proxy-user';
import { refusalWords } from '@/lib/access/refusal-words';
import { environment } from '@/lib/environment';
import { safeNextPath } from '@/lib/http/safe-next-path';

export const metadata: Metadata = { title: 'Sign in' };

export default async function LoginPage({ searchParams }: PageProps<'/login'>) {
  const asked = await searchParams;
  const next = safeNextPath(typeof asked.next === 'string' ? asked.next : null);
  const refused = refusalWords(asked.refused);
  return (
    <LoginFrame next={next}>
      <GoOn next={next} />
      {await wayIn(next, refused)}
    </LoginFrame>
  );
}

async function wayIn(next: string, refused: ReturnType<typeof refusalWords>) {
  const settings = environment();
  const { login } = settings;
  switch (login.kind) {
    case 'password':
      return <PasswordForm next={next} refused={refused} />;
    case 'token':
      return <TokenForm next={next} refused={refused} />;
    case 'oidc':
      return <ProviderCard host={login.issuer.host} next={next} refused={refused} />;
    case 'header': {
      const user = proxyUser(await headers(), login, settings);
      if (user.kind === 'refused') return <NoticeCard words={PROXY_REFUSALS[user.because]} next={next} />;
      return redirect(next);
    }
    case 'anonymous':
      return redirect(next);
  }
}
