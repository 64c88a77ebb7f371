/** Alerts of what is on the page, for its panels. */
import { createContext } from 'react';
import { NO_ALERTS, type PlacedAlerts } from '@/lib/insight/raised-alerts/place';

export const AlertsContext = createContext<PlacedAlerts>(NO_ALERTS);
