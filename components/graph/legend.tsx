'use client';
/** What lines, marks and icons mean. */
import {
  Ban,
  Box,
  Bug,
  DoorOpen,
  Globe,
  Lock,
  LogIn,
  Network,
  Shapes,
  Timer,
  Waypoints,
  Zap,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { HealthIcon, type HealthKind } from '@/components/ui/health-icon';
import { Popover } from '@/components/ui/popover';

export function Legend() {
  return (
    <Popover
      label="Legend"
      side="top"
      align="start"
      className="w-[420px] p-4"
      trigger={
        <Button>
          <Shapes aria-hidden="true" />
          Legend
        </Button>
      }
    >
      <div className="grid grid-cols-2 gap-x-6 gap-y-4 text-xs">
        <Part title="Lines">
          <Entry sign={<Line color="var(--healthy)" width={2} />}>few requests</Entry>
          <Entry sign={<Line color="var(--healthy)" width={5} />}>many requests</Entry>
          <Entry sign={<Line color="var(--degraded-mark)" width={3} dash="4 16" over="var(--failing)" />}>
            some fail
          </Entry>
          <Entry sign={<Failing />}>many fail: the red is their share</Entry>
          <Entry sign={<Line color="var(--healthy)" width={2.5} dash="0.1 5" round />}>TCP</Entry>
          <Entry sign={<Line color="var(--idle)" width={1.5} dash="6 4" />}>idle in this window</Entry>
        </Part>
        <Part title="Health">
          {(['healthy', 'degraded', 'failing', 'idle'] as const satisfies readonly HealthKind[]).map(
            (kind) => (
              <Entry key={kind} sign={<HealthIcon kind={kind} label="" className="size-3.5" />}>
                {kind}
              </Entry>
            ),
          )}
        </Part>
        <Part title="Nodes">
          <Entry sign={<Box />}>workload or app</Entry>
          <Entry sign={<Network />}>service</Entry>
          <Entry sign={<LogIn />}>gateway</Entry>
          <Entry sign={<Waypoints />}>waypoint</Entry>
          <Entry sign={<Globe />}>host outside the mesh</Entry>
          <Entry sign={<DoorOpen />}>unknown host, let through</Entry>
          <Entry sign={<Ban />}>unknown host, blocked</Entry>
        </Part>
        <Part title="Marks">
          <Entry sign={<Bug />}>faults are injected</Entry>
          <Entry sign={<Timer />}>delays are injected</Entry>
          <Entry sign={<Zap />}>circuit breaker open</Entry>
          <Entry sign={<Lock />}>mutual TLS</Entry>
        </Part>
      </div>
    </Popover>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1.5 font-semibold text-text">{title}</h3>
      <ul className="grid gap-1 text-text-2">{children}</ul>
    </section>
  );
}

function Entry({ sign, children }: { readonly sign: ReactNode; readonly children: ReactNode }) {
  return (
    <li className="flex items-center gap-2">
      <span
        aria-hidden="true"
        className="flex w-9 justify-center text-text-2 [&_svg:not([width='36'])]:size-3.5"
      >
        {sign}
      </span>
      {children}
    </li>
  );
}

interface LineProps {
  readonly color: string;
  readonly width: number;
  readonly dash?: string;
  readonly round?: boolean;
  /** Dashes of this colour over a whole line. */
  readonly over?: string;
}

function Line({ color, width, dash, round = false, over }: LineProps) {
  const cap = round ? 'round' : 'butt';
  return (
    <svg aria-hidden="true" width="36" height="10" viewBox="0 0 36 10">
      {over !== undefined && <path d="M0 5H36" stroke={color} strokeWidth={width} />}
      <path
        d="M1 5H35"
        stroke={over ?? color}
        strokeWidth={width}
        strokeDasharray={dash}
        strokeLinecap={cap}
      />
    </svg>
  );
}

function Failing() {
  return (
    <svg aria-hidden="true" width="36" height="10" viewBox="0 0 36 10">
      <path d="M0 5H36" stroke="color-mix(in srgb, var(--failing) 40%, var(--surface))" strokeWidth={3} />
      <path d="M2 5H36" stroke="var(--failing)" strokeWidth={3.6} strokeDasharray="9 7" />
    </svg>
  );
}
