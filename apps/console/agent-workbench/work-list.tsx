import { formatCount, formatYuan } from '../look/format.ts';
import { Mark, type MarkName } from '../look/mark.tsx';
import { useSaid } from '../look/said.tsx';
import { useWords } from '../look/words.tsx';
import type { AgentScreen, Workbench } from './agent-workbench.page.tsx';

type Item = {
  readonly key: string;
  readonly mark: MarkName;
  readonly title: string;
  readonly detail: string;
  readonly to: AgentScreen;
};

/** What is to do, most urgent first: returned rows, refunds to hand out, bags on their way to the bank. */
export function WorkList({ shown, onGo }: { readonly shown: Workbench; readonly onGo: (to: AgentScreen) => void }) {
  const say = useWords();
  const said = useSaid();
  const items: Item[] = [
    ...shown.returned
      .filter(({ isMendable }) => isMendable)
      .map((row) => ({
        key: row.registration,
        mark: 'late' as const,
        title: say(`退回要改：${row.name}`, `returned: ${row.name}`),
        detail: row.reasons.map(({ title, look }) => `${said(title)}，${said(look)}`).join('；'),
        to: { screen: 'correct' as const, registration: row.registration },
      })),
    ...shown.returned
      .filter(({ isMendable }) => !isMendable)
      .map((row) => ({
        key: row.registration,
        mark: 'stopped' as const,
        title: say(`不能更正：${row.name}`, `not to be mended: ${row.name}`),
        detail: `${row.reasons.map(({ title }) => said(title)).join('，')}；${said(row.wayOut ?? '')}`,
        to: { screen: 'sent' as const },
      })),
    ...shown.refunds.map((refund) => ({
      key: `refund-${refund.registration}`,
      mark: 'near' as const,
      title: say(`退款待发：${refund.name}`, `refund to hand out: ${refund.name}`),
      detail: `${formatYuan(refund.amountFen).yuan}${formatYuan(refund.amountFen).decimals} ${say('元，请本人签收', 'yuan, the payer signs')}`,
      to: { screen: 'refund' as const, registration: refund.registration },
    })),
    ...shown.bags
      .filter(({ state }) => state !== 'matched')
      .map((bag) => ({
        key: bag.code,
        mark: bag.state === 'closed' ? ('near' as const) : ('outline' as const),
        title: say(`缴款单 ${bag.code}`, `slip ${bag.code}`),
        detail: `${bag.people} ${say('人', 'people')}，${formatYuan(bag.amountFen).yuan} ${say('元', 'yuan')}，${bag.state === 'closed' ? say('未存', 'not banked') : say('已存，等银行流水', 'banked, waiting for the bank line')}`,
        to: { screen: 'slip' as const, code: bag.code },
      })),
  ];
  const sent = shown.sent.waiting + shown.sent.passed + shown.sent.failed;
  const matched = shown.bags.filter(({ state }) => state === 'matched');
  return (
    <section className="work">
      <header>
        <h2>{say('要办的', 'to do')}</h2>
        <span className="dim">
          {items.length > 0 ? say(`${items.length} 项，先急后缓`, `${items.length}, most urgent first`) : ''}
        </span>
      </header>
      {items.length === 0 ? (
        <p className="dim" style={{ padding: '12px 0' }}>
          {shown.collectedPeople === 0
            ? say('还没有收第一笔。按“新缴费人”开始。', 'Nothing taken yet. Press “New payer” to begin.')
            : say('都办完了。', 'All done.')}
        </p>
      ) : null}
      <ul>
        {items.map((item) => (
          <li key={item.key}>
            <button onClick={() => onGo(item.to)} data-work={item.to.screen}>
              <Mark name={item.mark} />
              <span>
                <strong>{item.title}</strong>
                <span className="dim">{item.detail}</span>
              </span>
              <span aria-hidden="true">›</span>
            </button>
          </li>
        ))}
        {sent > 0 ? (
          <li>
            <button onClick={() => onGo({ screen: 'sent' })} data-work="sent">
              <Mark name="outline" />
              <span>
                <strong>
                  {say(`已再报和不再改的 ${formatCount(sent)} 行`, `sent again, or closed: ${formatCount(sent)}`)}
                </strong>
                <span className="dim">
                  {say('等二轮', 'waiting for round 2')} {formatCount(shown.sent.waiting)}，{say('通过', 'passed')}{' '}
                  {formatCount(shown.sent.passed)}，{say('未通过', 'failed')} {formatCount(shown.sent.failed)}
                </span>
              </span>
              <span aria-hidden="true">›</span>
            </button>
          </li>
        ) : null}
        {matched.length > 0 ? (
          <li className="dim" style={{ padding: '12px 0' }}>
            <Mark name="tint" /> {say(`已对上 ${matched.length} 袋`, `${matched.length} bags matched by the bank`)}，
            {formatCount(matched.reduce((sum, bag) => sum + bag.people, 0))} {say('人', 'people')}
          </li>
        ) : null}
      </ul>
    </section>
  );
}
