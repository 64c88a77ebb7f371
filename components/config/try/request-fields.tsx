'use client';
/** The form of one request: who calls whom, with what. */
import { BadgeCheck, Box, ChevronRight, CircleSlash, DoorOpen, Network, Unplug } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import type { SimulationChoices } from '@/lib/config/simulation/contract';
import { Combobox, type ComboboxOption } from './combobox';
import { PairsField } from './pairs-field';
import {
  callerKey,
  callerOf,
  hostChoices,
  type Pair,
  PROTOCOLS,
  type ReadForm,
  type RequestForm,
} from './request-form-state';
import { TokenFields } from './token-fields';

export interface RequestFieldsProps {
  form: RequestForm;
  read: ReadForm;
  choices: SimulationChoices;
  onChange: (change: Partial<RequestForm>) => void;
  /** What the answer has to say of a header. */
  noteOnHeader?: ((pair: Pair) => ReactNode) | undefined;
}

export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;

export function RequestFields({ form, read, choices, onChange, noteOnHeader }: RequestFieldsProps) {
  const { issues } = read;
  const isHttp = read.protocol === 'http' || read.protocol === 'https' || read.protocol === 'grpc';
  const hasSni = read.protocol === 'https' || read.protocol === 'tls';
  return (
    <div className="grid content-start gap-4">
      <Combobox
        label="From"
        value={form.from}
        onValueChange={(from) => onChange({ from })}
        options={callerOptions(choices)}
        placeholder="A workload, or a gateway"
        hint={<CallerHint choices={choices} from={form.from} />}
      />
      <div className="grid gap-1">
        <div className="grid grid-cols-[minmax(0,1fr)_76px] items-start gap-2">
          <Combobox
            label="To host"
            mono
            allowsOther
            value={form.host}
            onValueChange={(host) => onChange({ host, port: null, protocol: null })}
            options={hostOptions(choices, form.from)}
            placeholder="reviews.bookinfo"
            error={issues.host}
          />
          <PortField form={form} read={read} onChange={onChange} />
        </div>
        <HostHint form={form} read={read} />
      </div>
      {isHttp && (
        <div className="grid grid-cols-[104px_minmax(0,1fr)] items-start gap-2">
          <MethodField form={form} read={read} onChange={onChange} />
          <TextField
            label="Path"
            mono
            value={form.path}
            onChange={(event) => onChange({ path: event.target.value })}
            error={issues.path}
            spellCheck={false}
            autoComplete="off"
            className="[&_input]:text-xs"
          />
        </div>
      )}
      {isHttp && (
        <PairsField
          label="Headers"
          one="header"
          pairs={form.headers}
          onPairs={(headers) => onChange({ headers })}
          error={issues.headers}
          {...(noteOnHeader !== undefined && { noteOn: noteOnHeader })}
        />
      )}
      {hasSni && (
        <TextField
          label="SNI"
          hint="Name of the TLS handshake; empty = the host."
          mono
          value={form.sni}
          onChange={(event) => onChange({ sni: event.target.value })}
        />
      )}
      <More form={form} read={read} isHttp={isHttp} onChange={onChange} />
    </div>
  );
}

type FieldProps = Pick<RequestFieldsProps, 'form' | 'read' | 'onChange'>;

function More({ form, read, isHttp, onChange }: FieldProps & { isHttp: boolean }) {
  const { issues } = read;
  const set = [
    form.protocol !== null && form.protocol,
    form.query.length > 0 && `${form.query.length} parameters`,
    form.ip !== '' && 'an address',
    form.token !== null && 'a token',
  ].filter((part) => part !== false);
  return (
    <details className="group" open={set.length > 0 || undefined}>
      <summary className="flex h-7 cursor-default list-none items-center gap-1.5 rounded-control text-text-2 text-xs">
        <ChevronRight aria-hidden="true" className="size-3.5 transition-transform group-open:rotate-90" />
        <span className="font-medium">More</span>
        <span className="text-text-3">
          {set.length > 0 ? set.join(', ') : 'protocol, parameters, address, JWT claims'}
        </span>
      </summary>
      <div className="mt-2 grid gap-4">
        <div className="grid gap-1">
          <span className="font-medium text-text-2 text-xs">Protocol</span>
          <Select
            label="Protocol"
            size="md"
            value={form.protocol ?? 'port'}
            onValueChange={(next) => onChange({ protocol: next === 'port' ? null : next })}
            options={[
              { value: 'port' as const, label: `As the port says: ${read.protocol}` },
              ...PROTOCOLS.map((value) => ({ value, label: value })),
            ]}
            className="w-full"
          />
        </div>
        {isHttp && (
          <PairsField
            label="Query parameters"
            one="parameter"
            pairs={form.query}
            onPairs={(query) => onChange({ query })}
          />
        )}
        <TextField
          label="Address of the caller"
          mono
          placeholder="left open"
          value={form.ip}
          error={issues.ip}
          onChange={(event) => onChange({ ip: event.target.value.trim() })}
        />
        {isHttp && (
          <TokenFields token={form.token} error={issues.claims} onToken={(token) => onChange({ token })} />
        )}
      </div>
    </details>
  );
}

function MethodField({ form, read, onChange }: FieldProps) {
  const id = useId();
  const isGrpc = read.protocol === 'grpc';
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="font-medium text-text-2 text-xs">
        Method
      </label>
      <input
        id={id}
        list={`${id}-methods`}
        value={isGrpc ? 'POST' : form.method}
        disabled={isGrpc}
        title={isGrpc ? 'gRPC is always a POST.' : undefined}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange({ method: event.target.value.toUpperCase().replace(/[^A-Z-]/g, '') })}
        onBlur={() => form.method === '' && onChange({ method: 'GET' })}
        className="h-8 w-full min-w-0 rounded-control border border-control bg-surface px-2.5 font-mono text-xs outline-offset-0 hover:border-text-3 focus-visible:border-accent disabled:bg-raised disabled:text-text-3"
      />
      <datalist id={`${id}-methods`}>
        {METHODS.map((method) => (
          <option key={method} value={method} />
        ))}
      </datalist>
    </div>
  );
}

function PortField({ form, read, onChange }: FieldProps) {
  return (
    <TextField
      label="Port"
      mono
      inputMode="numeric"
      value={form.port ?? ''}
      placeholder={read.port === null ? '' : String(read.port)}
      error={read.issues.port}
      onChange={(event) => {
        const digits = event.target.value.replace(/\D/g, '').slice(0, 5);
        onChange({ port: digits === '' ? null : Number(digits) });
      }}
      className="[&_input]:text-xs"
    />
  );
}

function callerOptions(choices: SimulationChoices): readonly ComboboxOption[] {
  return [
    ...choices.gateways.map(({ namespace, name }) => ({
      value: callerKey({ kind: 'gateway', namespace, name }),
      label: name,
      note: `gateway in ${namespace}`,
      icon: <DoorOpen aria-hidden="true" />,
    })),
    ...choices.workloads.map(({ namespace, name, plane }) => ({
      value: callerKey({ kind: 'workload', namespace, name }),
      label: name,
      note: plane === 'none' ? `in ${namespace}, no proxy` : `in ${namespace}`,
      icon: <Box aria-hidden="true" />,
    })),
    {
      value: 'outside',
      label: 'A client without a proxy',
      note: 'from anywhere',
      icon: <Unplug aria-hidden="true" />,
    },
  ];
}

function CallerHint({ choices, from }: { choices: SimulationChoices; from: string }) {
  const caller = callerOf(from);
  if (caller === null) return null;
  if (caller.kind === 'outside') return 'It shows no identity, and no rule holds on its way.';
  if (caller.kind === 'gateway') return `From outside, in through this gateway in ${caller.namespace}.`;
  const known = choices.workloads.find(
    ({ namespace, name }) => namespace === caller.namespace && name === caller.name,
  );
  if (known === undefined) return `There is no workload ${caller.name} in ${caller.namespace}.`;
  const { principal } = known;
  const Icon = principal === null ? CircleSlash : BadgeCheck;
  return (
    <span className="flex items-start gap-1.5">
      <Icon aria-hidden="true" className="mt-px size-3.5 shrink-0" />
      {principal === null ? (
        `In ${known.namespace}; it has no proxy and shows no identity.`
      ) : (
        <code className="break-all text-2xs">spiffe://{principal}</code>
      )}
    </span>
  );
}

function hostOptions(choices: SimulationChoices, from: string): readonly ComboboxOption[] {
  return hostChoices(choices, from).map(({ value, note }) => ({ value, label: value, note }));
}

function HostHint({ form, read: { host, port } }: Pick<FieldProps, 'form' | 'read'>) {
  if (form.host === '') return null;
  const own = host?.ports.find(({ number }) => number === port);
  const named = own === undefined ? '' : own.name === null ? `, ${own.protocol}` : `, port named ${own.name}`;
  return (
    <p className="flex items-center gap-1.5 text-text-3 text-xs">
      <Network aria-hidden="true" className="size-3.5 shrink-0" />
      {host === null ? 'No service that is known has this name.' : `${host.value}, ${host.note}${named}`}
    </p>
  );
}
