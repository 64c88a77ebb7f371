/** A dashboard in which some variables cannot be chosen, since what it stands on has chosen them. Pure. */
import type { Dashboard } from '@/lib/dashboards/model/dashboard';

/** Variables that the dashboard does not have are left out. */
export function withFixed(dashboard: Dashboard, values: Readonly<Record<string, string>>): Dashboard {
  return {
    ...dashboard,
    variables: dashboard.variables.map((variable) => {
      const { name, label, description } = variable;
      const value = Object.hasOwn(values, name) ? values[name] : undefined;
      return value === undefined
        ? variable
        : { type: 'constant', name, label, description, hide: 'variable', value };
    }),
  };
}
