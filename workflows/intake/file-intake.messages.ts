import { defineQuery } from '@temporalio/workflow';

import type { Waiting } from '../process/waiting.ts';
import type { ProcessSettings } from '../process/process-settings.ts';

/**
 * Workflow `intake-<K>-<first 16 hex digits of the file's sha256>`, type `fileIntakeWorkflow`, queue `wf`. The API
 * stores the sealed file, then starts it (conflict policy USE_EXISTING, reuse policy REJECT_DUPLICATE; an
 * `already started` counts as done): the same file is the same workflow.
 */
export type FileIntakeInput = {
  readonly campaign: string;
  readonly intake: string;
  /** Path of the sender's unit. */
  readonly unit: string;
  readonly actor: string;
  readonly settings: ProcessSettings;
};

export const fileIntakeMessages = { view: defineQuery<Waiting>('view') };
