import { Section } from '../look/section.tsx';
import { useWords } from '../look/words.tsx';
import { CountCells, CountHeads } from './count-cells.tsx';
import type { Desk, Screening } from './screening-choice.ts';
import { StageActions } from './stage-actions.tsx';
import { deskWords } from './desk-words.ts';

const desks: readonly Desk[] = ['healthCentre', 'tax'];

/** Both rounds of the township, each at its two desks, with what may be done now. */
export function RoundTable({ shown, township }: { readonly shown: Screening; readonly township: string }) {
  const say = useWords();
  return (
    <Section
      zh="两轮"
      en="two rounds"
      aside={say(
        '应查 = 未到 + 收到；收到 = 待查 + 已查；已查 = 通过 + 退回',
        'expected = not here + received; received = waiting + checked; checked = passed + returned',
      )}
    >
      <table>
        <thead>
          <tr>
            <th>{say('轮', 'Round')}</th>
            <th>{say('谁', 'Who')}</th>
            <CountHeads />
            <th>{say('现在', 'Now')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.rounds.flatMap((round) =>
            desks.map((desk) => (
              <tr key={`${round.round}${desk}`} data-round={round.round} data-stage={deskWords(desk, (zh) => zh)}>
                <td className="strong">{round.round}</td>
                <td className="nowrap">{deskWords(desk, say)}</td>
                <CountCells counts={round[desk]} />
                <td>
                  <StageActions township={township} rounds={shown.rounds} round={round} desk={desk} />
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </Section>
  );
}
