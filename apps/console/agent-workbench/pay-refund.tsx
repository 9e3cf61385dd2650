import { agentContract } from '@canbao/http-contract/agent.contract';
import { useState } from 'react';

import { useCommand } from '../api/use-answer.ts';
import { FileDigestField } from '../look/file-digest-field.tsx';
import { formatYuan } from '../look/format.ts';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { useWords } from '../look/words.tsx';
import type { Workbench } from './agent-workbench.page.tsx';
import { PhoneHead } from './phone-head.tsx';

type Props = { readonly refund: Workbench['refunds'][number]; readonly planNow: number; readonly onBack: () => void };

/** The last hop of a refund is the payer, who signs. */
export function PayRefund({ refund, planNow, onBack }: Props) {
  const say = useWords();
  const [signatureSha256, setDigest] = useState('');
  const pay = useCommand(agentContract.payRefund);
  const { yuan, decimals } = formatYuan(refund.amountFen);
  const paidOn = new Date(planNow + 8 * 3_600_000).toISOString().slice(0, 10);
  return (
    <>
      <PhoneHead title={say('退款待发', 'Refund to hand out')} onBack={onBack} />
      <p className="due">
        <span>{refund.name}</span>
        <strong>
          {yuan}
          <span className="faint">{decimals}</span> {say('元', 'yuan')}
        </strong>
      </p>
      <FileDigestField
        zh="本人签收照片"
        en="the payer’s signature"
        digest={signatureSha256}
        onDigest={setDigest}
        accept="image/*"
      />
      {pay.error ? <ProblemNotice problem={pay.error.problem} /> : null}
      <div className="thumb">
        <button
          className="btn primary main"
          disabled={!signatureSha256 || pay.isPending}
          onClick={() =>
            pay.mutate(
              { params: { registration: refund.registration }, body: { signatureSha256, paidOn } },
              { onSuccess: onBack },
            )
          }
        >
          {say('已退给本人', 'Paid back')}
        </button>
      </div>
    </>
  );
}
