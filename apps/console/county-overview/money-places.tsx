import { formatCount } from '../look/format.ts';
import { Mark } from '../look/mark.tsx';
import { Section } from '../look/section.tsx';
import { useWords } from '../look/words.tsx';
import { Yuan } from '../look/yuan.tsx';
import type { OverviewAnswer } from './overview-answer.ts';

const bands: Record<string, string> = {
  agents: 'var(--late)',
  bagged: 'var(--near)',
  pendingAccounts: 'var(--m2)',
  unidentified: 'var(--odd)',
  treasury: 'var(--m3)',
};
const rowHeight = 32;

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
        <Bands places={places} collectedFen={collectedFen} />
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
                style={place === 'unidentified' && fen > 0 ? { background: 'var(--odd-bg)' } : undefined}
              >
                <td className={place === 'unidentified' && fen > 0 ? 'odd strong' : ''}>{title}</td>
                <td className="num">
                  <Yuan fen={fen} isStrong={fen > 0} />
                </td>
                <td className="num">{people === null ? '—' : formatCount(people)}</td>
                <td className="dim">{holders}</td>
                <td className="dim">{state}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

/** Left to scale (at least 2 px), right ending in the row. */
function Bands({ places, collectedFen }: Pick<OverviewAnswer, 'places' | 'collectedFen'>) {
  const say = useWords();
  const total = Math.max(1, collectedFen);
  const tall = places.length * rowHeight;
  const scale = (tall - 12) / total;
  const drawn = places.map(({ place, fen }, index) => {
    const thick = fen > 0 ? Math.max(2, fen * scale) : 0;
    const top = places
      .slice(0, index)
      .reduce((sum, { fen: before }) => sum + (before > 0 ? Math.max(2, before * scale) : 0), 6);
    return { place, fen, thick, top, middle: index * rowHeight + rowHeight / 2, right: Math.min(rowHeight - 6, thick) };
  });
  return (
    <svg className="bands" width="230" height={tall + 28} aria-hidden="true">
      <text x="0" y="18" fontSize="12" fill="var(--ink-2)">
        {say('缴费人', 'payers')}
      </text>
      <g transform="translate(0 28)">
        <rect
          x="76"
          y="6"
          width="7"
          height={Math.max(
            2,
            drawn.reduce((sum, { thick }) => sum + thick, 0),
          )}
          fill="var(--ink)"
        />
        {drawn
          .filter(({ fen }) => fen > 0)
          .map(({ place, thick, top, middle, right }) => (
            <path
              key={place}
              fill={bands[place] ?? 'var(--m1-line)'}
              opacity={place === 'treasury' ? 1 : 0.55}
              d={`M83 ${top}C150 ${top} 160 ${middle - right / 2} 226 ${middle - right / 2}V${middle + right / 2}C160 ${middle + right / 2} 150 ${top + thick} 83 ${top + thick}Z`}
            />
          ))}
      </g>
    </svg>
  );
}
