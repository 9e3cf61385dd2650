import { campaignContract } from '@canbao/http-contract/campaign.contract';
import { useState } from 'react';

import { useCommand } from '../api/use-answer.ts';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { Sheet } from '../look/sheet.tsx';
import { useWords, Words } from '../look/words.tsx';

/** Pause stops what happens by itself, not time: what falls due meanwhile goes out on resume. */
export function PauseSheet({ onClose }: { readonly onClose: () => void }) {
  const say = useWords();
  const [reason, setReason] = useState('');
  const pause = useCommand(campaignContract.pause);
  return (
    <Sheet
      title={<Words zh="暂停征缴" en="pause the campaign" />}
      onClose={onClose}
      foot={
        <button
          className="btn primary"
          disabled={reason.trim().length < 4 || pause.isPending}
          onClick={() => pause.mutate({ body: { reason } }, { onSuccess: onClose })}
        >
          {say('暂停', 'Pause')}
        </button>
      }
    >
      <p className="dim">
        {say(
          '提醒、锁户、批次和报表停下；日子照走，恢复时补发最后一条。',
          'Reminders, locks, batches and reports stop; the days go on. On resume the last reminder goes out.',
        )}
      </p>
      <label className="field">
        <span className="name">
          <Words zh="理由" en="reason" />
        </span>
        <textarea className="input" rows={2} name="reason" value={reason} onChange={(e) => setReason(e.target.value)} />
      </label>
      {pause.error ? <ProblemNotice problem={pause.error.problem} /> : null}
    </Sheet>
  );
}
