/** The login page: no frame, nothing of the mesh. */
import type { Metadata } from 'next';
import { LoginForm } from '@/components/shell/login-form';
import { safeNextPath } from '@/lib/http/safe-next-path';

export const metadata: Metadata = { title: 'Sign in' };

export default async function LoginPage({ searchParams }: PageProps<'/login'>) {
  const { next } = await searchParams;
  return <LoginForm next={safeNextPath(typeof next === 'string' ? next : null)} />;
}
