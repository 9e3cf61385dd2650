import { FileDigestField } from '../look/file-digest-field.tsx';
import { twoLanguages } from '../look/two-languages.ts';
import { useWords } from '../look/words.tsx';
import type { Workbench } from './agent-workbench.page.tsx';
import { TextField } from '../look/text-field.tsx';
import type { Declared } from './use-declared.ts';

type Props = { readonly whoMayJoin: Workbench['whoMayJoin']; readonly declared: Declared };

/** what the payer is, asked where the scheme knows more than one answer, and the proof of it. */
export function PayerStanding({ whoMayJoin: { standings, placeOfPayment }, declared }: Props) {
  const say = useWords();
  const { said, change, chosen } = declared;
  return (
    <>
      {standings.length > 1 ? (
        <label className="field">
          <span className="name">{say('参保身份', 'standing')}</span>
          <select
            className="input"
            name="standing"
            value={said.standing}
            onChange={(event) => change({ standing: event.target.value, months: '', digests: {} })}
          >
            {standings.map(({ key, title, titleEnglish }) => (
              <option key={key} value={key}>
                {say(title, titleEnglish)}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      {chosen && chosen.monthsResident !== null ? (
        <TextField
          title={say('在本县居住了几个月', 'months of residence here')}
          name="monthsResident"
          hint={say(`满 ${chosen.monthsResident} 个月`, `at least ${chosen.monthsResident}`)}
          value={said.months}
          onChange={(months) => change({ months })}
        />
      ) : null}
      {chosen?.documents.map((title) => (
        <FileDigestField
          key={`${chosen.key} ${title}`}
          {...twoLanguages(title)}
          accept="image/*,.pdf"
          digest={said.digests[title] ?? ''}
          onDigest={(sha256) => change({ digests: { ...said.digests, [title]: sha256 } })}
        />
      ))}
      {placeOfPayment === null ? null : (
        <TextField
          title={say('缴费地', 'place of payment')}
          name="placeOfPayment"
          hint={placeOfPayment}
          value={said.place}
          onChange={(place) => change({ place })}
        />
      )}
    </>
  );
}
