'use client';
/** `/config/assistants`: what each assistant is for, by topic. */
import { ChevronRight } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { ConfigTabs } from '@/components/config/config-tabs';
import { usePage } from '@/components/shell/page';
import { useScopedHref } from '@/components/shell/scope';
import { Card, CardHeader } from '@/components/ui/card';
import { ASSISTANTS } from '@/lib/config/assistants/about';

export function AssistantListPage() {
  usePage({
    title: 'Assistants',
    breadcrumb: [{ label: 'Configuration', href: '/config' }],
    without: ['window', 'namespaces', 'refresh'],
  });
  const scoped = useScopedHref();
  const topics = [...new Set(ASSISTANTS.map(({ topic }) => topic))];
  return (
    <div className="grid h-full grid-rows-[auto_minmax(0,1fr)]">
      <ConfigTabs />
      <div className="overflow-y-auto p-4">
        <p className="mb-4 max-w-3xl text-pretty text-sm text-text-2">
          Forms that write configuration. Each shows the text it would write and what speaks against it before
          anything is saved, keeps the comments of what it changes, and opens what somebody wrote by hand.
        </p>
        <div className="grid grid-cols-[repeat(auto-fill,minmax(360px,1fr))] items-start gap-4">
          {topics.map((topic) => (
            <Card key={topic} aria-label={topic}>
              <CardHeader title={topic} />
              <ul>
                {ASSISTANTS.filter((about) => about.topic === topic).map(({ name, title, purpose }) => (
                  <li key={name} className="border-line border-t">
                    <Link
                      href={scoped(`/config/assistants/${name}`) as Route}
                      className="grid grid-cols-[minmax(0,1fr)_16px] items-center gap-x-3 px-3 py-2.5 -outline-offset-2 hover:bg-raised"
                    >
                      <span className="font-medium text-sm">{title}</span>
                      <ChevronRight aria-hidden="true" className="row-span-2 size-4 text-text-3" />
                      <span className="text-pretty text-text-2 text-xs">{purpose}</span>
                    </Link>
                  </li>
                ))}
              </ul>
            </Card>
          ))}
        </div>
      </div>
    </div>
  );
}
