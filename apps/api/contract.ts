import { agentContract } from '@canbao/http-contract/agent.contract';
import { approvalContract } from '@canbao/http-contract/approval.contract';
import { auditContract } from '@canbao/http-contract/audit.contract';
import { campaignContract } from '@canbao/http-contract/campaign.contract';
import { duplicateContract } from '@canbao/http-contract/duplicate.contract';
import { fileContract } from '@canbao/http-contract/file.contract';
import { liveContract } from '@canbao/http-contract/live.contract';
import { officeContract } from '@canbao/http-contract/office.contract';
import type { Operation } from '@canbao/http-contract/operation';
import { receiptBookContract } from '@canbao/http-contract/receipt-book.contract';
import { sessionContract } from '@canbao/http-contract/session.contract';
import { taskContract } from '@canbao/http-contract/task.contract';
import { townshipContract } from '@canbao/http-contract/township.contract';

/** The whole contract by subject. What is not here is not served. */
export const contract = {
  session: sessionContract,
  campaign: campaignContract,
  live: liveContract,
  task: taskContract,
  township: townshipContract,
  duplicate: duplicateContract,
  agent: agentContract,
  receiptBook: receiptBookContract,
  file: fileContract,
  office: officeContract,
  approval: approvalContract,
  audit: auditContract,
} as const;

/** Every operation with its name, `campaign.advance`, in the order of the contract. */
export const operations: readonly { readonly name: string; readonly operation: Operation }[] = Object.entries(
  contract,
).flatMap(([subject, group]) =>
  Object.entries<Operation>(group).map(([name, operation]) => ({ name: `${subject}.${name}`, operation })),
);
