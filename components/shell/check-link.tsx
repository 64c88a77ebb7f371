'use client';
/** Leads from where something is missing to the page that tries every source and says what to mend. */
import type { Route } from 'next';
import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { useScopedHref } from './scope';

export function CheckLink() {
  const scoped = useScopedHref();
  return (
    <Button asChild>
      <Link href={scoped('/mesh/check') as Route}>Check the connection</Link>
    </Button>
  );
}
