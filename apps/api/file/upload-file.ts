import { createHash } from 'node:crypto';

import type { IntakeEvent } from '@canbao/domain/intake/intake.events';
import { isProblem } from '@canbao/domain/problem';
import { readStream } from '@canbao/event-log/read-stream';
import type { fileContract } from '@canbao/http-contract/file.contract';
import type { FileIntakeInput } from '@canbao/workflows/intake/file-intake.messages';
import { processSettings } from '@canbao/workflows/process/process-settings';
import { workflowId } from '@canbao/workflows/process/workflow-id';

import type { CurrentCampaign } from '../campaign/current-campaign.ts';
import type { Call } from '../http/call.ts';
import type { Parts } from '../parts.ts';
import { recordCommand } from '../record/record-command.ts';
import { fileProblems } from './file-problems.ts';
import { senderOf } from './sender.ts';

/**
 * A file of registrations: kept sealed, recorded by its digest, then read by its own workflow. The same file,
 * under whatever name, is the same intake; its rows are taken once. It is read in the worker, never here: whatever it
 * does to its reader, the API goes on.
 */
export async function uploadFile(parts: Parts, current: CurrentCampaign, call: Call<typeof fileContract.upload>) {
  const sender = senderOf(call.grants);
  const { body: bytes, caller, commandId } = call;
  if (bytes.length === 0) return fileProblems.empty();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const intake = sha256.slice(0, 16);
  const stream = `intake-${intake}`;
  const isKnown = (await readStream(parts.log, current.code, stream)).length > 0;
  // A file that was received is kept, or is not needed any more.
  if (!isKnown) await parts.vault.keepFile(current.code, intake, bytes);
  const recorded = await recordCommand(parts, current, {
    commandId,
    actor: caller.account,
    request: { unit: sender.unit, agent: sender.agent, sha256 },
    async decide() {
      const [received] = await readStream(parts.log, current.code, stream);
      // Its receipts are of other books; the workflow runs already, or has ended.
      if (received && (received.data['agent'] !== sender.agent || received.unit !== sender.unit))
        return fileProblems.ofAnother();
      const event: IntakeEvent = { type: 'FileReceived', data: { intake, agent: sender.agent, sha256 } };
      return { streams: received ? [] : [{ stream, version: 0, facts: [{ event, unit: sender.unit }] }] };
    },
  });
  if (isProblem(recorded)) return recorded;
  const { isRehearsal } = current.state;
  const input: FileIntakeInput = {
    campaign: current.code,
    intake,
    unit: sender.unit,
    actor: caller.account,
    settings: isRehearsal ? processSettings.rehearsal : processSettings.earnest,
  };
  const started = await parts.engine.start({
    type: 'fileIntakeWorkflow',
    workflowId: workflowId.intake(current.code, intake),
    input,
    marks: { campaign: current.code, unit: sender.unit, isRehearsal },
  });
  return isProblem(started) ? started : { position: recorded.position, intake };
}
