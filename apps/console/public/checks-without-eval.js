// zod compiles its checks with `new Function` where it may, and tries at the first schema that it is shown; the page's
// security policy forbids it and reports the try. Settled here, ahead of the modules that hold the schemas.
globalThis.__zod_globalConfig = { jitless: true };
