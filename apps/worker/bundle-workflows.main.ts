import { workflowBundle } from './workflow-bundle.ts';

/* The process of bundle-apart.ts: makes the bundle, hands it to its parent, ends. */
process.send?.(await workflowBundle(), () => process.disconnect());
