'use client';
/** What the past speaks for: a target for each service that has none, with the entry for the settings file. */
import { useQuery } from '@tanstack/react-query';
import { Copy } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Card, CardHeader } from '@/components/ui/card';
import { ProblemState } from '@/components/ui/problem-state';
import { Skeleton } from '@/components/ui/skeleton';
import { useToast } from '@/components/ui/toast';
import { proposalYaml } from './objective-words';
import { proposalsQuery } from './objectives-query';

export function Proposals() {
  const { data, error, refetch } = useQuery(proposalsQuery);
  return (
    <Card>
      <CardHeader
        title="Proposals"
        note={
          data === undefined ? undefined : `from ${data.days} ${data.days === 1 ? 'day' : 'days'} of history`
        }
      />
      {data === undefined ? (
        error === null ? (
          <Skeleton className="m-3 h-24" />
        ) : (
          <ProblemState compact problem={error} onRetry={() => void refetch()} />
        )
      ) : data.proposals.length === 0 ? (
        <p className="px-3 pb-3 text-text-2 text-sm">
          Every service with enough requests has an objective, or holds none that could be proposed.
        </p>
      ) : (
        <div className="overflow-x-auto">
          <table className="w-full text-sm tabular-nums">
            <thead className="bg-raised text-text-2 text-xs">
              <tr className="h-8">
                <th scope="col" className="px-3 text-left font-medium">
                  Service
                </th>
                <th scope="col" className="px-3 text-right font-medium">
                  Target
                </th>
                <th scope="col" className="px-3 text-left font-medium">
                  Why
                </th>
                <th scope="col" className="px-3 text-right font-medium">
                  Entry
                </th>
              </tr>
            </thead>
            <tbody>
              {data.proposals.map((proposal) => (
                <tr key={`${proposal.namespace}/${proposal.name}`} className="h-9 border-line border-t">
                  <th scope="row" className="whitespace-nowrap px-3 text-left font-normal">
                    {proposal.name} <span className="text-text-3">{proposal.namespace}</span>
                  </th>
                  <td className="px-3 text-right">{proposal.target} %</td>
                  <td className="px-3 text-text-2 text-xs">{proposal.reason}</td>
                  <td className="px-3 text-right">
                    <CopyEntry name={proposal.name} text={proposalYaml(proposal)} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}

function CopyEntry({ name, text }: { readonly name: string; readonly text: string }) {
  const toast = useToast();
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    toast({ title: 'Copied for the settings file, under slos.' });
  };
  return (
    <Button size="sm" variant="quiet" aria-label={`Copy the entry of ${name}`} onClick={() => void copy()}>
      <Copy aria-hidden="true" />
      Copy
    </Button>
  );
}
