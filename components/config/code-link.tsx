/** The code of a finding, which leads to what it means. */
import Link from 'next/link';

export function CodeLink({ code }: { code: string }) {
  return (
    <Link
      href={`/config/checks#${code}` as '/config/checks'}
      prefetch={false}
      title="What this code means"
      className="link rounded-tag font-mono text-2xs text-text-3"
    >
      {code}
    </Link>
  );
}
