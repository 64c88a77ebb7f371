/** Roles by groups, as PERIPLUS_ADMIN_GROUPS and PERIPLUS_VIEWER_GROUPS say. Who is in none of them has no role. */
import type { GroupRoles } from '@/lib/environment/login';
import type { Role } from '@/lib/environment/user';

/** Stands for everybody who could sign in. */
const EVERYBODY = '*';

export function roleOfGroups(groups: readonly string[], roles: GroupRoles): Role | null {
  if (isAnyOf(groups, roles.admin)) return 'admin';
  return isAnyOf(groups, roles.viewer) ? 'viewer' : null;
}

/** The groups that any setting names: the others say nothing here, and some users are in hundreds. */
export function groupsThatCount(groups: readonly string[], roles: GroupRoles): string[] {
  const named = new Set([...roles.admin, ...roles.viewer]);
  return [...new Set(groups)].filter((group) => named.has(group) && group !== EVERYBODY);
}

function isAnyOf(groups: readonly string[], named: readonly string[]): boolean {
  return named.includes(EVERYBODY) || groups.some((group) => named.includes(group));
}
