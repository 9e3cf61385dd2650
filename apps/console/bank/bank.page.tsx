import { officeContract } from '@canbao/http-contract/office.contract';
import type { AnswerOf } from '@canbao/http-contract/operation';
import { useState } from 'react';

import { useAnswer, useCommand } from '../api/use-answer.ts';
import { Answered } from '../look/answered.tsx';
import { CommandButton } from '../look/command-button.tsx';
import { FileDigestField } from '../look/file-digest-field.tsx';
import { formatCount, formatEnd, formatYuan } from '../look/format.ts';
import { Mark, type MarkName } from '../look/mark.tsx';
import { PageHead } from '../look/page-head.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { Sheet } from '../look/sheet.tsx';
import { useWords, Words } from '../look/words.tsx';
import { Yuan } from '../look/yuan.tsx';
import { useHasRole } from '../session/session.tsx';
import { useAsOf } from '../shell/use-as-of.ts';

type Account = AnswerOf<typeof officeContract.bank>['accounts'][number];
const marks: Record<Account['state'], MarkName> = {
  planned: 'waiting',
  open: 'outline',
  locked: 'tint',
  'lock-unconfirmed': 'unknown',
  cleared: 'done',
};

function sumOf(accounts: readonly Account[]): string {
  const { yuan, decimals } = formatYuan(accounts.reduce((sum, { closingFen }) => sum + (closingFen ?? 0), 0));
  return `${yuan}${decimals}`;
}

/** Every pending account: statements taken whole, what they matched, the lock. */
export function BankPage() {
  const say = useWords();
  const { query, at } = useAsOf();
  const isClerk = useHasRole('bank-clerk') && at === null;
  const bank = useAnswer(officeContract.bank, { query });
  const [confirming, setConfirming] = useState<Account | null>(null);
  const words: Record<Account['state'], string> = {
    planned: say('未开', 'not open'),
    open: say('收款中', 'open'),
    locked: say('已锁', 'locked'),
    'lock-unconfirmed': say('锁户未确认', 'lock unconfirmed'),
    cleared: say('已清零', 'cleared'),
  };
  return (
    <>
      <PageHead
        zh="待解专户与流水"
        en="accounts and statements"
        about={
          bank.data
            ? say(
                `${bank.data.accounts.length} 户，余额合计 ${sumOf(bank.data.accounts)} 元`,
                `${bank.data.accounts.length} accounts, ${sumOf(bank.data.accounts)} yuan in all`,
              )
            : null
        }
      />
      <Answered of={bank}>
        {({ accounts }) => (
          <table>
            <thead>
              <tr>
                <th>{say('账户', 'Account')}</th>
                <th>{say('尾号', 'Tail')}</th>
                <th>{say('状态', 'State')}</th>
                <th>{say('锁户', 'Lock')}</th>
                <th className="num">{say('流水份数', 'Statements')}</th>
                <th>{say('收到至', 'Until')}</th>
                <th className="num">{say('余额（元）', 'Closing')}</th>
                <th className="num">{say('对上笔数', 'Matched')}</th>
                <th className="num">{say('未识别（元）', 'Unidentified')}</th>
                {isClerk ? <th>{say('能做', 'To do')}</th> : null}
              </tr>
            </thead>
            <tbody>
              {accounts.map((account) => (
                <tr key={account.account} className="dense" data-account={account.account}>
                  <td className="strong">{account.name}</td>
                  <td className="mono">{account.tail || '—'}</td>
                  <td>
                    <Mark name={marks[account.state]} /> {words[account.state]}
                  </td>
                  <td className="dim nowrap">
                    {account.lockedAt === null
                      ? say(`${formatEnd(account.lockDueAt)} 锁`, `due ${formatEnd(account.lockDueAt)}`)
                      : say(`${formatEnd(account.lockedAt)} 已锁`, `locked ${formatEnd(account.lockedAt)}`)}
                  </td>
                  <td className="num">
                    {formatCount(account.statements)}
                    {account.isClosingTaken ? <span className="ok"> {say('含末次', 'incl. closing')}</span> : null}
                  </td>
                  <td className="nowrap">
                    {account.lastStatementTo === null ? '—' : formatEnd(Date.parse(account.lastStatementTo))}
                  </td>
                  <td className="num">{account.closingFen === null ? '—' : <Yuan fen={account.closingFen} />}</td>
                  <td className="num">{formatCount(account.matchedLines)}</td>
                  <td className={`num ${account.unidentifiedFen > 0 ? 'odd strong' : ''}`}>
                    <Yuan fen={account.unidentifiedFen} />
                  </td>
                  {isClerk ? (
                    <td className="nowrap">
                      {account.state !== 'planned' && account.state !== 'cleared' ? (
                        <>
                          <CommandButton
                            operation={officeContract.fetchStatement}
                            input={{ params: { account: account.account }, body: {} }}
                            isSmall
                          >
                            {say('送流水', 'Hand over')}
                          </CommandButton>{' '}
                          {account.state === 'lock-unconfirmed' ? (
                            <button className="btn small" onClick={() => setConfirming(account)}>
                              {say('凭文书确认锁户', 'Confirm lock')}
                            </button>
                          ) : null}
                        </>
                      ) : null}
                    </td>
                  ) : null}
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Answered>
      {confirming ? <ConfirmLock account={confirming} onClose={() => setConfirming(null)} /> : null}
    </>
  );
}

function ConfirmLock({ account, onClose }: { readonly account: Account; readonly onClose: () => void }) {
  const say = useWords();
  const [documentSha256, setDigest] = useState('');
  const confirm = useCommand(officeContract.confirmLock);
  return (
    <Sheet
      title={<Words zh={`确认锁户：${account.name}`} en="confirm the lock" />}
      onClose={onClose}
      foot={
        <button
          className="btn primary big"
          disabled={!documentSha256 || confirm.isPending}
          onClick={() =>
            confirm.mutate({ params: { account: account.account }, body: { documentSha256 } }, { onSuccess: onClose })
          }
        >
          {say('确认', 'Confirm')}
        </button>
      }
    >
      <p>
        {say(
          '银行系统没有答复锁户。凭银行的书面文件确认。',
          'The bank’s system did not confirm. Confirm by its written document.',
        )}
      </p>
      <FileDigestField zh="文书" en="document" digest={documentSha256} onDigest={setDigest} />
      {confirm.error ? <ProblemNotice problem={confirm.error.problem} /> : null}
    </Sheet>
  );
}
