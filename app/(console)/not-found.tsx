'use client';
/** Something that a page of the console was asked for and that does not exist; the frame stays. */
import { Compass } from 'lucide-react';
import Link from 'next/link';
import { usePage } from '@/components/shell/page';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

export default function NotFound() {
  usePage({ title: 'Not found', without: ['namespaces', 'window', 'refresh'] });
  return (
    <EmptyState
      className="h-full"
      icon={<Compass />}
      title="There is nothing at this address"
      action={
        <Button asChild variant="primary" size="md">
          <Link href="/">To the overview</Link>
        </Button>
      }
    >
      It may have been renamed or deleted, or the link is mistyped.
    </EmptyState>
  );
}
