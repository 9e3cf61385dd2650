import { fileURLToPath } from 'node:url';
import { failureConverterPath } from '@canbao/workflows/codec/sealed-converter';
import { bundleWorkflowCode } from '@temporalio/worker';
import type { WorkflowBundle } from '@temporalio/worker';

/** Bundles today's workflows from source; half a second, once per process. */
export const workflowBundle = (): Promise<WorkflowBundle> =>
  bundleWorkflowCode({
    workflowsPath: fileURLToPath(import.meta.resolve('@canbao/workflows/index')),
    failureConverterPath,
    logger: silent,
  });

/** The bundler reports its sizes; only its errors are of interest, and those are thrown. */
const say = (): void => undefined;
const silent = { log: say, trace: say, debug: say, info: say, warn: say, error: say };
