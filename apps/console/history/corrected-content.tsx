import type { auditContract } from '@canbao/http-contract/audit.contract';
import type { AnswerOf } from '@canbao/http-contract/operation';

import { useWords } from '../look/words.tsx';

type Props = { readonly event: AnswerOf<typeof auditContract.history>['events'][number] };

/**
 * What a correction changed, for those who see keys only: whom the registration was of and is of, as keys, and
 * which fields. The values themselves, old and new, stay in the vault.
 */
export function CorrectedContent({ event: { data, person } }: Props) {
  const say = useWords();
  const names: Readonly<Record<string, string>> = {
    idNumber: say('身份证号', 'ID number'),
    name: say('姓名', 'name'),
    group: say('村民小组', 'group'),
  };
  const fields = Array.isArray(data['fields'])
    ? data['fields'].map((field) => names[String(field)] ?? String(field))
    : [];
  const before = String(data['previousPerson'] ?? '');
  return (
    <span data-corrected>
      <strong>{say(`更正${fields.join('、')}`, `corrected ${fields.join(', ')}`)}</strong>
      {person !== null && before !== person ? (
        <>
          {' '}
          {say('原', 'was')} <span className="mono">{before}</span> → {say('现', 'now')}{' '}
          <span className="mono">{person}</span>
        </>
      ) : null}{' '}
      <span className="faint">{say('旧值、新值都在保管库', 'old value and new stay in the vault')}</span>
    </span>
  );
}
