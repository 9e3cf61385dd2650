import type { AnswerOf } from '@canbao/http-contract/operation';
import type { sessionContract } from '@canbao/http-contract/session.contract';
import { useState } from 'react';

import { Section } from '../look/section.tsx';
import { useWords } from '../look/words.tsx';
import { roleTitles } from './session.tsx';

type Account = AnswerOf<typeof sessionContract.madeUpAccounts>['accounts'][number];
type Props = { readonly accounts: readonly Account[]; readonly onChoose: (account: Account) => void };

/** A rehearsal's accounts, one press each; outside a rehearsal the list is empty and nothing is shown. */
export function MadeUpAccounts({ accounts, onChoose }: Props) {
  const say = useWords();
  const [search, setSearch] = useState('');
  if (accounts.length === 0) return null;
  const found = accounts.filter(({ name, displayName, unitName, role }) =>
    `${name} ${displayName} ${unitName} ${roleTitles[role].zh} ${roleTitles[role].en}`.includes(search.trim()),
  );
  const firstOfEach = accounts.filter(
    (account, index) => accounts.findIndex(({ role }) => role === account.role) === index,
  );
  const shown = search.trim()
    ? found.slice(0, 40)
    : // Two coordinators: what one asks for, the other approves.
      accounts.filter((account) => firstOfEach.includes(account) || account.role === 'county-coordinator');
  return (
    <Section
      zh="演练账号"
      en="made-up accounts of this rehearsal"
      aside={
        <span className="label">{say(`${accounts.length} 个，一按即进`, `${accounts.length}, one press each`)}</span>
      }
    >
      <input
        className="input"
        style={{ margin: '8px 0' }}
        placeholder={say('找：乡镇、村、角色、姓名', 'Find: township, village, role, name')}
        value={search}
        onChange={(e) => setSearch(e.target.value)}
      />
      <div className="accounts">
        <table>
          <tbody>
            {shown.map((account) => (
              <tr key={account.name} className="dense">
                <td className="strong nowrap">{say(roleTitles[account.role].zh, roleTitles[account.role].en)}</td>
                <td className="dim">{account.unitName}</td>
                <td>{account.displayName}</td>
                <td className="mono faint">{account.name}</td>
                <td className="num">
                  <button
                    type="button"
                    className="btn small"
                    data-account={account.name}
                    onClick={() => onChoose(account)}
                  >
                    {say('进入', 'Enter')}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {shown.length === 0 ? (
          <p className="dim" style={{ padding: 8 }}>
            {say('没有这样的账号，换个词。', 'No such account: try another word.')}
          </p>
        ) : null}
      </div>
    </Section>
  );
}
