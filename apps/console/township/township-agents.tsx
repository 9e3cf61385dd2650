import { formatCount, formatEnd } from '../look/format.ts';
import { Mark, type MarkName } from '../look/mark.tsx';
import { Section } from '../look/section.tsx';
import { useWords } from '../look/words.tsx';
import { Yuan } from '../look/yuan.tsx';
import type { TownshipAnswer } from './township-answer.ts';

type Agent = TownshipAnswer['agents'][number];
const marks: Record<Agent['alert'], MarkName> = {
  none: 'waiting',
  warned: 'near',
  breached: 'late',
  escalated: 'late',
};

/** Agents near or over a limit first: cash in hand, what is bagged, what the bank has proved. */
export function TownshipAgents({ shown }: { readonly shown: TownshipAnswer }) {
  const say = useWords();
  const villageName = new Map(shown.villages.map(({ village, name }) => [village, name]));
  const words: Record<Agent['alert'], string> = {
    none: say('未超限', 'within limits'),
    warned: say('将到限', 'near a limit'),
    breached: say('超两限', 'over a limit'),
    escalated: say('超限已上报', 'over, escalated'),
  };
  const weight: Record<Agent['alert'], number> = { escalated: 0, breached: 1, warned: 2, none: 3 };
  const ordered = [...shown.agents].sort((a, b) => weight[a.alert] - weight[b.alert] || b.cashFen - a.cashFen);
  return (
    <Section zh="代征人员" en="agents, nearest to a limit first">
      <table>
        <thead>
          <tr>
            <th>{say('代征人', 'Agent')}</th>
            <th>{say('村', 'Village')}</th>
            <th className="num">{say('手中现金（元）', 'Cash in hand')}</th>
            <th className="num">{say('人', 'People')}</th>
            <th>{say('最迟存入', 'Bank by')}</th>
            <th className="num">{say('已封袋（元）', 'Bagged')}</th>
            <th className="num">{say('已到账（元）', 'Deposited')}</th>
            <th className="num">{say('退回（人）', 'Returned')}</th>
            <th>{say('两限', 'Two limits')}</th>
          </tr>
        </thead>
        <tbody>
          {ordered.map((agent) => (
            <tr key={agent.agent} className="dense" data-agent={agent.agent}>
              <td>
                <strong>{agent.name}</strong> <span className="mono faint">{agent.agent}</span>
              </td>
              <td className="nowrap">{villageName.get(agent.village) ?? agent.village}</td>
              <td className="num">
                <Yuan fen={agent.cashFen} />
              </td>
              <td className="num">{formatCount(agent.cashPeople)}</td>
              <td className="dim nowrap">
                {agent.dueAt === null || agent.cashFen === 0 ? '—' : formatEnd(agent.dueAt)}
              </td>
              <td className="num">
                <Yuan fen={agent.baggedFen} />
              </td>
              <td className="num">
                <Yuan fen={agent.depositedFen} />
              </td>
              <td className="num">{agent.returned > 0 ? <span className="near strong">{agent.returned}</span> : 0}</td>
              <td className={`nowrap ${agent.alert === 'none' ? 'dim' : agent.alert === 'warned' ? 'near' : 'late'}`}>
                {agent.cashFen === 0 && agent.alert === 'none' ? (
                  '—'
                ) : (
                  <>
                    <Mark name={marks[agent.alert]} /> {words[agent.alert]}
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
