import { formatCount } from '../look/format.ts';
import { Mark } from '../look/mark.tsx';
import { Said } from '../look/said.tsx';
import { Section } from '../look/section.tsx';
import { useWords } from '../look/words.tsx';
import { Yuan } from '../look/yuan.tsx';
import { MoneyBands } from './money-bands.tsx';
import type { OverviewAnswer } from './overview-answer.ts';

/** Where is every yuan: the bands end in the table's rows, the sum of the places is everything collected. */
export function MoneyPlaces({ overview }: { readonly overview: OverviewAnswer }) {
  const say = useWords();
  const { places, collectedFen } = overview;
  const sum = places.reduce((total, { fen }) => total + fen, 0);
  return (
    <Section
      zh="每一元在哪里"
      en="where is every yuan"
      aside={
        <span data-testid="places-sum">
          {say('已收合计', 'collected')} <Yuan fen={collectedFen} isStrong /> {say('元', 'yuan')}{' '}
          {sum === collectedFen ? (
            <>
              = {say('以下各处之和', 'the sum of these places')} <Mark name="done" />
            </>
          ) : (
            <span className="late">
              <Mark name="breaks" /> {say('各处之和差', 'places differ by')} <Yuan fen={sum - collectedFen} />
            </span>
          )}
        </span>
      }
    >
      <div className="flow">
        <MoneyBands places={places} collectedFen={collectedFen} />
        <table>
          <thead>
            <tr>
              <th>{say('位置', 'Place')}</th>
              <th className="num">{say('金额（元）', 'Yuan')}</th>
              <th className="num">{say('人数', 'People')}</th>
              <th>{say('持有者', 'Holders')}</th>
              <th>{say('状态', 'State')}</th>
            </tr>
          </thead>
          <tbody>
            {places.map(({ place, title, fen, people, holders, state }) => (
              <tr
                key={place}
                data-place={place}
                className={`dense ${fen === 0 ? 'none' : place === 'unidentified' ? 'is-odd' : ''}`}
              >
                <td className={fen > 0 ? 'strong' : ''}>
                  <Said text={title} />
                </td>
                <td className="num">
                  <Yuan fen={fen} isStrong={fen !== 0} />
                </td>
                <td className="num">{people === null ? '—' : formatCount(people)}</td>
                <td className="dim">{fen === 0 || holders === '' ? '—' : holders}</td>
                <td className="dim">{fen === 0 ? say('没有', 'none') : <Said text={state} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
