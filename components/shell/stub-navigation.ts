/**
 * In place of next/navigation where components are tested without a router (vitest.config.ts): an address without
 * parameters. One for all files, since they share the modules that read it.
 */
const params = new URLSearchParams();
const router = { push() {}, replace() {}, prefetch() {}, refresh() {}, back() {}, forward() {} };

export const useSearchParams = () => params;
export const usePathname = () => '/';
export const useRouter = () => router;
