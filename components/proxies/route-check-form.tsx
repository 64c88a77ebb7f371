'use client';
/** One request, asked of the proxy's own table and of the configuration. */
import { useMutation } from '@tanstack/react-query';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { ObjectLink } from '@/components/config/object-link';
import { Button } from '@/components/ui/button';
import { ProblemState } from '@/components/ui/problem-state';
import { TextField } from '@/components/ui/text-field';
import type { RouteCheck, RouteQuestion } from '@/lib/proxies/contract';
import { askRouteCheck, type ProxyId } from './proxy-queries';

export function RouteCheckForm({ proxy }: { readonly proxy: ProxyId }) {
  const check = useMutation({ mutationFn: (question: RouteQuestion) => askRouteCheck(proxy, question) });
  const [headers, setHeaders] = useState('');
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    check.mutate({
      host: text('host'),
      port: Number(text('port')),
      method: text('method') || 'GET',
      path: text('path') || '/',
      headers: headersOf(headers),
    });
  };
  return (
    <div className="grid min-h-0 flex-1 content-start gap-4 overflow-auto p-4 lg:grid-cols-[360px_minmax(0,1fr)]">
      <form onSubmit={submit} className="grid content-start gap-3">
        <div className="grid grid-cols-[minmax(0,1fr)_96px] gap-2">
          <TextField label="Host" name="host" required placeholder="reviews" autoComplete="off" />
          <TextField label="Port" name="port" type="number" min={1} max={65_535} required placeholder="80" />
        </div>
        <div className="grid grid-cols-[96px_minmax(0,1fr)] gap-2">
          <TextField label="Method" name="method" defaultValue="GET" />
          <TextField label="Path" name="path" defaultValue="/" />
        </div>
        <TextField
          label="Headers"
          value={headers}
          onChange={(event) => setHeaders(event.target.value)}
          hint="name: value, several with ; between"
        />
        <Button
          type="submit"
          variant="primary"
          size="md"
          busy={check.isPending}
          className="justify-self-start"
        >
          Ask the proxy
        </Button>
      </form>
      <div className="min-w-0" aria-live="polite">
        {check.isError && <ProblemState problem={check.error} compact />}
        {check.data !== undefined && <CheckAnswer check={check.data} />}
      </div>
    </div>
  );
}

function headersOf(text: string): Record<string, string> {
  const pairs = text.split(';').flatMap((part) => {
    const colon = part.indexOf(':');
    return colon < 1 ? [] : [[part.slice(0, colon).trim(), part.slice(colon + 1).trim()] as const];
  });
  return Object.fromEntries(pairs);
}

function CheckAnswer({ check }: { readonly check: RouteCheck }) {
  const { proxy, simulated, agree, differences } = check;
  return (
    <div className="grid gap-3 text-sm">
      {agree === true && (
        <p className="flex items-center gap-2 font-medium text-healthy">
          <CircleCheck aria-hidden="true" className="size-4" /> The proxy does what the configuration says.
        </p>
      )}
      {agree === false && (
        <div className="flex gap-2 rounded-card border border-degraded-line bg-degraded-wash p-3">
          <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-degraded" />
          <ul className="grid gap-1">
            {differences.map((difference) => (
              <li key={difference}>{difference}</li>
            ))}
          </ul>
        </div>
      )}
      <Side title="The proxy’s own table" sentence={proxy.sentence} from={proxy.from}>
        {proxy.routeConfig !== null && (
          <p className="text-text-2 text-xs">
            Table {proxy.routeConfig}
            {proxy.virtualHost === null ? '' : `, virtual host ${proxy.virtualHost}`}
            {proxy.routeIndex === null ? '' : `, route ${proxy.routeIndex + 1}`}
            {proxy.routeName === null ? '' : ` (${proxy.routeName})`}
            {proxy.timeoutSeconds === null ? '' : `, ends after ${proxy.timeoutSeconds} s`}
          </p>
        )}
        {proxy.notes.map((note) => (
          <p key={note} className="text-text-3 text-xs">
            {note}
          </p>
        ))}
      </Side>
      {simulated !== null && (
        <Side title="By configuration" sentence={simulated.sentence} from={simulated.from} />
      )}
    </div>
  );
}

interface SideProps {
  readonly title: string;
  readonly sentence: string;
  readonly from: RouteCheck['proxy']['from'];
  readonly children?: React.ReactNode;
}

function Side({ title, sentence, from, children }: SideProps) {
  return (
    <section className="rounded-card border border-line bg-surface p-3">
      <h3 className="text-text-3 text-xs">{title}</h3>
      <p className="text-pretty break-words">{sentence}</p>
      {from !== null && <ObjectLink id={from} />}
      {children}
    </section>
  );
}
