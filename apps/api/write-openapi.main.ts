import { writeFileSync } from 'node:fs';

import { openapiDocument } from './openapi-document.ts';

// By hand after a change of the contract; a spec compares.
writeFileSync(new URL('openapi.json', import.meta.url), `${JSON.stringify(openapiDocument(), null, 2)}\n`);
