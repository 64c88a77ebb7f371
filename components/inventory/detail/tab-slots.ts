/** Tabs of a workload that other parts of the console fill. A tab appears once it has something to show. */
import type { ComponentType } from 'react';
import { LogsTab } from '@/components/logs/logs-tab';
import { ProxyTab } from '@/components/proxies/proxy-tab';
import type { PodAnswer } from '@/lib/insight/inventory/subject-contract';

export interface WorkloadTabProps {
  readonly namespace: string;
  readonly workload: string;
  /** null = nobody tells of its pods. */
  readonly pods: readonly PodAnswer[] | null;
}

export interface TabSlots {
  readonly logs: ComponentType<WorkloadTabProps> | null;
  readonly proxy: ComponentType<WorkloadTabProps> | null;
}

export const TAB_SLOTS: TabSlots = { logs: LogsTab, proxy: ProxyTab };
