import { Section } from '../look/section.tsx';
import { useWords } from '../look/words.tsx';
import { CountCells, CountHeads } from './count-cells.tsx';
import type { Desk, Screening, ScreeningChoice } from './screening-choice.ts';
import { deskWords } from './desk-words.ts';

type Props = { readonly shown: Screening; readonly choice: ScreeningChoice };
const stages = [
  [1, 'healthCentre'],
  [1, 'tax'],
  [2, 'healthCentre'],
  [2, 'tax'],
] as const satisfies readonly (readonly [1 | 2, Desk])[];

/** One stage of one round, village by village, down to the township's own numbers; a village opens to its rows. */
export function VillageTable({ shown, choice }: Props) {
  const say = useWords();
  const { round, desk, village, choose } = choice;
  const of = <R extends { readonly round: 1 | 2 }>(rounds: readonly R[]): R =>
    rounds.find((one) => one.round === round)!;
  const aside = (
    <span className="segmented" role="group" aria-label={say('哪一轮、谁查', 'round and desk')}>
      {stages.map(([number, who]) => (
        <button
          key={`${number}${who}`}
          aria-pressed={number === round && who === desk}
          onClick={() => choose({ round: String(number), desk: who })}
        >
          {number} {deskWords(who, say)}
        </button>
      ))}
    </span>
  );
  return (
    <Section zh="各村" en="villages" aside={aside}>
      <div className="scroll villages">
        <table data-testid="villages">
          <thead>
            <tr>
              <th>{say('村', 'Village')}</th>
              <CountHeads />
            </tr>
          </thead>
          <tbody>
            {shown.villages.map((one) => (
              <tr key={one.village} className="dense" data-village={one.village} aria-current={one.village === village}>
                <td>
                  <button
                    className="link"
                    onClick={() => choose({ village: one.village === village ? null : one.village })}
                  >
                    {one.name}
                  </button>
                </td>
                <CountCells counts={of(one.rounds)[desk]} />
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr className="total dense" data-village="sum">
              <td>{say('合计', 'Sum')}</td>
              <CountCells counts={of(shown.rounds)[desk]} />
            </tr>
          </tfoot>
        </table>
      </div>
    </Section>
  );
}
