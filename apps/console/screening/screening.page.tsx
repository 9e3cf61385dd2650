import { townshipContract } from '@canbao/http-contract/township.contract';
import type { AnswerOf } from '@canbao/http-contract/operation';

import { useAnswer } from '../api/use-answer.ts';
import { Answered } from '../look/answered.tsx';
import { CommandButton } from '../look/command-button.tsx';
import { Empty } from '../look/empty.tsx';
import { formatCount } from '../look/format.ts';
import { Mark } from '../look/mark.tsx';
import { PageHead } from '../look/page-head.tsx';
import { Said, useSaid } from '../look/said.tsx';
import { Section } from '../look/section.tsx';
import { TownshipChoice } from '../look/township-choice.tsx';
import { useWords } from '../look/words.tsx';
import { useHasRole } from '../session/session.tsx';
import { useAsOf } from '../shell/use-as-of.ts';

type Screening = AnswerOf<typeof townshipContract.screening>;
type Round = Screening['rounds'][number];

/** The queue per township and round: expected, checked, returned, handed over; reasons with counts. */
export function ScreeningPage() {
  return <TownshipChoice>{({ code, name }) => <Queue key={code} township={code} name={name} />}</TownshipChoice>;
}

function Queue({ township, name }: { readonly township: string; readonly name: string }) {
  const say = useWords();
  const { query } = useAsOf();
  const screening = useAnswer(townshipContract.screening, { params: { township }, query });
  return (
    <>
      <PageHead zh={`${name}筛查`} en="screening" />
      <Answered of={screening}>
        {(shown) => (
          <>
            <Section zh="两轮" en="two rounds">
              <table>
                <thead>
                  <tr>
                    <th>{say('轮', 'Round')}</th>
                    <th>{say('谁', 'Who')}</th>
                    <th className="num">{say('应查', 'Expected')}</th>
                    <th className="num">{say('收到', 'Received')}</th>
                    <th className="num">{say('通过', 'Passed')}</th>
                    <th className="num">{say('退回', 'Returned')}</th>
                    <th className="num">{say('已更正', 'Corrected')}</th>
                    <th>{say('现在能做', 'To do now')}</th>
                  </tr>
                </thead>
                <tbody>
                  {shown.rounds.map((round) => (
                    <RoundRows key={round.round} round={round} township={township} rounds={shown.rounds} />
                  ))}
                </tbody>
              </table>
            </Section>
            <div style={{ display: 'grid', gridTemplateColumns: '320px minmax(0,1fr)', gap: 28, marginTop: 20 }}>
              <Section zh="退回原因" en="reasons">
                {shown.reasons.length === 0 ? (
                  <Empty why={say('现在没有退回的行。', 'No row is returned now.')} />
                ) : null}
                <table>
                  <tbody>
                    {shown.reasons.map(({ reason, title, count }) => (
                      <tr key={reason} className="dense">
                        <td>
                          <Said text={title} />
                        </td>
                        <td className="num strong">{formatCount(count)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </Section>
              <Returned rows={shown.returned} />
            </div>
          </>
        )}
      </Answered>
    </>
  );
}

function RoundRows({
  round,
  rounds,
  township,
}: {
  readonly round: Round;
  readonly rounds: readonly Round[];
  readonly township: string;
}) {
  const say = useWords();
  const { at } = useAsOf();
  const isHealthCentre = useHasRole('health-centre') && at === null;
  const isTax = useHasRole('tax-branch') && at === null;
  const input = { params: { township }, body: { round: round.round } };
  const first = rounds[0];
  const health = round.healthCentre;
  const firstCheck = isHealthCentre && !health.isHandedOver && (round.round === 1 || first?.tax.isFinished === true);
  const handOver = isHealthCentre && health.isFinished && !health.isHandedOver;
  const registerCheck = isTax && round.round === 1 && health.isHandedOver && !round.tax.isStarted;
  const feedback = isTax && round.round === 1 && round.tax.isFinished && !round.tax.isHandedOver;
  const stage = (who: string, counts: Round['healthCentre'], actions: React.ReactNode) => (
    <tr data-round={round.round} data-stage={who}>
      <td className="strong">{round.round}</td>
      <td>{who}</td>
      <td className="num">{formatCount(counts.expected)}</td>
      <td className="num">{formatCount(counts.received)}</td>
      <td className="num">{formatCount(counts.passed)}</td>
      <td className={`num ${counts.returned > 0 ? 'near strong' : ''}`}>{formatCount(counts.returned)}</td>
      <td className="num">{formatCount(counts.corrected)}</td>
      <td>
        {actions ?? (
          <span className="dim">
            <Mark name={counts.isHandedOver ? 'done' : counts.isStarted && !counts.isFinished ? 'near' : 'waiting'} />{' '}
            {counts.isHandedOver
              ? say('已移交', 'handed over')
              : counts.isStarted && !counts.isFinished
                ? say('正在查', 'running')
                : counts.isFinished
                  ? say('查完', 'checked')
                  : say('未开始', 'not begun')}
          </span>
        )}
      </td>
    </tr>
  );
  return (
    <>
      {stage(
        say('卫生院初检', 'health centre'),
        health,
        firstCheck || handOver ? (
          <>
            {firstCheck ? (
              <CommandButton operation={townshipContract.startFirstCheck} input={input} isSmall>
                {say('初检', 'First check')}
              </CommandButton>
            ) : null}{' '}
            {handOver ? (
              <CommandButton operation={townshipContract.handOver} input={input} isSmall isPrimary>
                {say('整体移交税务', 'Hand over whole')}
              </CommandButton>
            ) : null}
          </>
        ) : null,
      )}
      {stage(
        say('税务筛查', 'tax branch'),
        round.tax,
        registerCheck || feedback ? (
          <>
            {registerCheck ? (
              <CommandButton operation={townshipContract.startRegisterCheck} input={input} isSmall isPrimary>
                {say('比对人口库', 'Ask the register')}
              </CommandButton>
            ) : null}{' '}
            {feedback ? (
              <CommandButton operation={townshipContract.returnFeedback} input={input} isSmall isPrimary>
                {say('反馈卫生院', 'Return feedback')}
              </CommandButton>
            ) : null}
          </>
        ) : null,
      )}
    </>
  );
}

function Returned({ rows }: { readonly rows: Screening['returned'] }) {
  const say = useWords();
  const said = useSaid();
  return (
    <Section zh="退回的行" en="returned rows" aside={<span className="dim">{formatCount(rows.length)}</span>}>
      {rows.length === 0 ? (
        <Empty why={say('没有等代征人更正的行。', 'No row waits for its agent.')} />
      ) : (
        <table>
          <thead>
            <tr>
              <th>{say('姓名', 'Name')}</th>
              <th>{say('身份证号', 'ID number')}</th>
              <th>{say('村 组', 'Village, group')}</th>
              <th>{say('代征人', 'Agent')}</th>
              <th>{say('收据', 'Receipt')}</th>
              <th>{say('为什么', 'Why')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, 200).map((row) => (
              <tr key={row.registration} className="dense">
                <td>{row.name}</td>
                <td className="mono">{row.idNumber}</td>
                <td>
                  {row.villageName} {row.group || <span className="late">{say('缺组', 'no group')}</span>}
                </td>
                <td>{row.agentName}</td>
                <td className="mono">{row.receipt}</td>
                <td>
                  <Mark name="late" /> {row.reasons.map((reason) => said(reason)).join('，')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
