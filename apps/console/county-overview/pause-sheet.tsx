import { campaignContract } from '@canbao/http-contract/campaign.contract';
import { useState } from 'react';

import { useCommand } from '../api/use-answer.ts';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { Sheet } from '../look/sheet.tsx';
import { useWords, Words } from '../look/words.tsx';

type Props = { readonly isPaused: boolean; readonly onClose: () => void };

/** Pause stops what happens by itself, not time: what falls due meanwhile goes out on resume. */
export function PauseSheet({ isPaused: isPausedNow, onClose }: Props) {
  const say = useWords();
  // What the sheet was opened for stays: the campaign changes under it when the command has been taken.
  const [isPaused] = useState(isPausedNow);
  const [reason, setReason] = useState('');
  const command = useCommand(isPaused ? campaignContract.resume : campaignContract.pause);
  return (
    <Sheet
      title={isPaused ? <Words zh="恢复征缴" en="resume" /> : <Words zh="暂停征缴" en="pause the campaign" />}
      onClose={onClose}
      foot={
        <button
          className="btn primary big"
          disabled={reason.trim().length < 4 || command.isPending}
          onClick={() => command.mutate({ body: { reason } }, { onSuccess: onClose })}
        >
          {command.isPending ? say('正在记下…', 'Saving…') : isPaused ? say('恢复', 'Resume') : say('暂停', 'Pause')}
        </button>
      }
    >
      <p className="dim">
        {isPaused
          ? say(
              '提醒、锁户、批次和报表接着走；停下时到期的提醒只发最后一条，并写明代替了哪些。',
              'Reminders, locks, batches and reports go on. Of the reminders that fell due the last goes out and names the others.',
            )
          : say(
              '提醒、锁户、批次和报表停下；日子照走，恢复时补发最后一条。',
              'Reminders, locks, batches and reports stop; the days go on. On resume the last reminder goes out.',
            )}
      </p>
      <label className="field">
        <span className="name">
          <Words zh="理由，至少四个字" en="reason, at least four characters" />
        </span>
        <textarea
          className="input"
          rows={2}
          name="reason"
          autoFocus
          value={reason}
          onChange={(e) => setReason(e.target.value)}
        />
      </label>
      {command.error ? <ProblemNotice problem={command.error.problem} /> : null}
    </Sheet>
  );
}
