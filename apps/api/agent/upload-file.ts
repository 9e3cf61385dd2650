import { createHash } from 'node:crypto';

import { isProblem } from '@canbao/domain/problem';
import { readStream } from '@canbao/event-log/read-stream';
import type { agentContract } from '@canbao/http-contract/agent.contract';
import type { FileIntakeInput } from '@canbao/workflows/intake/file-intake.messages';
import { processSettings } from '@canbao/workflows/process/process-settings';
import { workflowId } from '@canbao/workflows/process/workflow-id';

import type { CurrentCampaign } from '../campaign/current-campaign.ts';
import type { Call } from '../http/call.ts';
import type { Parts } from '../parts.ts';
import { recordCommand } from '../record/record-command.ts';
import { agentOfCall } from './agent-of-call.ts';
import { agentProblems } from './agent-problems.ts';

/**
 * A village file: kept sealed, recorded by its digest, then read by its own workflow. The same file is the same
 * intake; its rows are taken once.
 */
export async function uploadFile(parts: Parts, current: CurrentCampaign, call: Call<typeof agentContract.uploadFile>) {
  const own = agentOfCall(call.grants);
  const bytes = Buffer.from(call.body.csv, 'utf8');
  if (call.body.csv.trim() === '') return agentProblems.emptyFile();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const intake = sha256.slice(0, 16);
  await parts.vault.keepFile(current.code, intake, bytes);
  const stream = `intake-${intake}`;
  const recorded = await recordCommand(parts, current, {
    commandId: call.commandId,
    actor: call.caller.account,
    request: { agent: own.agent, sha256 },
    async decide() {
      const [received] = await readStream(parts.log, current.code, stream);
      // Its receipts are of the other agent's books; the workflow runs already, or has ended.
      if (received !== undefined && received.data['agent'] !== own.agent) return agentProblems.fileOfAnother();
      const event = { type: 'FileReceived' as const, data: { intake, agent: own.agent, sha256 } };
      return { streams: received !== undefined ? [] : [{ stream, version: 0, facts: [{ event, unit: own.unit }] }] };
    },
  });
  if (isProblem(recorded)) return recorded;
  const { isRehearsal } = current.state;
  const input: FileIntakeInput = {
    campaign: current.code,
    intake,
    sha256,
    agent: own.agent,
    unit: own.unit,
    actor: call.caller.account,
    settings: isRehearsal ? processSettings.rehearsal : processSettings.earnest,
  };
  const started = await parts.engine.start({
    type: 'fileIntakeWorkflow',
    workflowId: workflowId.intake(current.code, intake),
    input,
    marks: { campaign: current.code, unit: own.unit, isRehearsal },
  });
  return isProblem(started) ? started : { position: recorded.position, intake };
}
