/** An address that leads nowhere. */
import { Compass } from 'lucide-react';
import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center">
      <EmptyState
        icon={<Compass />}
        title="There is no page at this address"
        action={
          <Button asChild variant="primary" size="md">
            <Link href="/">To the overview</Link>
          </Button>
        }
      >
        The link may be old, or mistyped.
      </EmptyState>
    </main>
  );
}
