/** One object: its text, what it means, what it refers to. `?new` starts one that is not stored yet. */
import { notFound } from 'next/navigation';
import { ObjectPage } from '@/components/config/object-page';
import { objectIdOf } from '@/lib/config/identity';

type Parts = Record<'group' | 'kind' | 'namespace' | 'name', string>;

export default async function ConfigObjectPage({ params }: { params: Promise<Parts> }) {
  const id = objectIdOf(await params);
  if (id === null) notFound();
  return <ObjectPage id={id} />;
}
