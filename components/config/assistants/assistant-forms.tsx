'use client';
/** The form of each assistant, loaded when it is opened. */
import type { ComponentType } from 'react';
import type { AssistantPartProps } from './assistant-workbench';
import { lazily } from './lazily';
import { MESH_FORMS } from './mesh/mesh-forms';

/** By the name in the URL. */
export const ASSISTANT_FORMS: Readonly<Record<string, ComponentType<AssistantPartProps>>> = {
  'request-routing': lazily(
    async () => (await import('./traffic/request-routing-form')).RequestRoutingAssistant,
  ),
  'traffic-shifting': lazily(
    async () => (await import('./traffic/traffic-shifting-form')).TrafficShiftingAssistant,
  ),
  mirroring: lazily(async () => (await import('./traffic/mirroring-form')).MirroringAssistant),
  'fault-injection': lazily(
    async () => (await import('./traffic/fault-injection-form')).FaultInjectionAssistant,
  ),
  'timeouts-retries': lazily(
    async () => (await import('./traffic/timeouts-retries-form')).TimeoutsRetriesAssistant,
  ),
  'circuit-breaker': lazily(
    async () => (await import('./traffic/circuit-breaker-form')).CircuitBreakerAssistant,
  ),
  'local-rate-limit': lazily(
    async () => (await import('./traffic/local-rate-limit-form')).LocalRateLimitAssistant,
  ),
  'global-rate-limit': lazily(
    async () => (await import('./traffic/global-rate-limit-form')).GlobalRateLimitAssistant,
  ),
  ...MESH_FORMS,
};
