'use client';
/** The ways to look at the configuration, above each of them. */
import type { Route } from 'next';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useScopedHref } from '@/components/shell/scope';
import { classNames } from '@/components/ui/class-names';

const PLACES = [
  { href: '/config', label: 'Objects' },
  { href: '/config/findings', label: 'Findings' },
  { href: '/config/assistants', label: 'Assistants' },
  { href: '/config/effective', label: 'Effective' },
  { href: '/config/try', label: 'Try a request' },
  { href: '/config/encryption', label: 'Encryption' },
  { href: '/config/injection', label: 'Injection' },
  { href: '/config/changes', label: 'Drafts' },
  { href: '/config/checks', label: 'Checks' },
] as const;

export function ConfigTabs() {
  const pathname = usePathname();
  const scoped = useScopedHref();
  return (
    <nav aria-label="Configuration" className="flex h-10 shrink-0 gap-1 border-line border-b bg-surface px-3">
      {PLACES.map(({ href, label }) => {
        const isCurrent = pathname === href || (href !== '/config' && pathname.startsWith(`${href}/`));
        return (
          <Link
            key={href}
            href={scoped(href) as Route}
            aria-current={isCurrent ? 'page' : undefined}
            className={classNames(
              '-mb-px inline-flex items-center border-b-2 px-2 font-medium text-sm -outline-offset-2',
              isCurrent ? 'border-accent text-accent' : 'border-transparent text-text-2 hover:text-text',
            )}
          >
            {label}
          </Link>
        );
      })}
    </nav>
  );
}
