/** Keeps zod from compiling schemas, which needs eval: imported before anything that holds one. */
(globalThis as { __zod_globalConfig?: { jitless: boolean } }).__zod_globalConfig = { jitless: true };
